package dev.phantom.run;

import dev.phantom.stack.KeptAnswers;

/// What Phantom remembers between runs. One store may fill the first four ports, and each can be filled by another.
///
/// @param answers of vendors, which need not be asked again
public record History(Baselines baselines, Decisions decisions, Adoptions adoptions, Runs runs, KeptAnswers answers) {

    /// One that keeps no answers.
    public History(Baselines baselines, Decisions decisions, Adoptions adoptions, Runs runs) {
        this(baselines, decisions, adoptions, runs, KeptAnswers.NONE);
    }

    /// All but the answers kept in one place.
    public static <S extends Baselines & Decisions & Adoptions & Runs> History in(S store) {
        return new History(store, store, store, store);
    }

    /// With other decisions.
    public History with(Decisions others) {
        return new History(baselines, others, adoptions, runs, answers);
    }

    /// With answers of vendors.
    public History with(KeptAnswers kept) {
        return new History(baselines, decisions, adoptions, runs, kept);
    }
}
