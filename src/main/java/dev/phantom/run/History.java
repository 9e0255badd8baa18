package dev.phantom.run;

/// What Phantom remembers between runs. One store may fill all four ports, and each can be filled by another.
public record History(Baselines baselines, Decisions decisions, Adoptions adoptions, Runs runs) {

    /// All of it kept in one place.
    public static <S extends Baselines & Decisions & Adoptions & Runs> History in(S store) {
        return new History(store, store, store, store);
    }

    /// With other decisions.
    public History with(Decisions others) {
        return new History(baselines, others, adoptions, runs);
    }
}
