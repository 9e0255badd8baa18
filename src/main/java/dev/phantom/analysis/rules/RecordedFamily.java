package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Tickets.State;
import java.util.List;
import java.util.Optional;

/// A change that takes no protection away and that a record asks for: what its owner agreed to is written down, what is
/// still open is the owner's.
final class RecordedFamily implements JudgementRule {
    private static final List<Row<Recorded>> TABLE = List.of(
            new Row<>(r -> r.tickets().any(State.OVER) && !r.tickets().any(State.APPROVED), RecordedFamily::over),
            new Row<>(r -> r.tickets().any(State.APPROVED), RecordedFamily::agreed),
            new Row<>(r -> !r.tickets().undecided().isEmpty(), RecordedFamily::open));

    private record Recorded(CaseFacts d, Tickets tickets) {}

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return d.securityFindings().isEmpty() ? Row.first(TABLE, new Recorded(d, Tickets.of(d))) : Optional.empty();
    }

    private static Judgement agreed(Recorded r) {
        return Ground.of(
                        r.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "A record asks for it and somebody who answers for it agreed; no protection is taken away",
                        Tickets.cite(r.tickets().in(State.APPROVED)),
                        "if the record were withdrawn")
                .observed();
    }

    private static Judgement over(Recorded r) {
        return Ground.of(
                        r.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "It was made for a time, or was to be taken back, as its record says, and that time is over",
                        Tickets.cite(r.tickets().in(State.OVER)),
                        "if a later record let it stay")
                .observed();
    }

    private static Judgement open(Recorded r) {
        return Ground.of(
                        r.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "A ticket about it is open: its owner has to decide",
                        Tickets.cite(r.tickets().undecided()),
                        "if the ticket were closed or approved")
                .observed()
                .lacking("what the ticket's owner decides");
    }
}
