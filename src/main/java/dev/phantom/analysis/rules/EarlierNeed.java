package dev.phantom.analysis.rules;

import static dev.phantom.analysis.rules.CaseFacts.cite;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.evidence.Exhibit;
import java.util.List;

/// What the tables of capacity say where not today's load decides, but what came before.
final class EarlierNeed {
    private EarlierNeed() {}

    static Judgement burstsNeedSome(Sizing s) {
        var chosen = s.smaller();
        return CapacityFamily.of(
                        s,
                        Recommendation.REFACTOR,
                        Level.MEDIUM,
                        "%s; the new floor is more than that: %s."
                                .formatted(bursts(s), chosen.getFirst().why()),
                        "A schedule for those hours would do the same for less; a larger burst would justify the whole of it.")
                .alsoCiting(s.past().bursts())
                .editing(chosen.stream().map(Candidate::edit).toList())
                .review(s.aWeekOn());
    }

    static Judgement burstsNeedIt(Sizing s) {
        return CapacityFamily.of(
                        s,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s: %s.".formatted(bursts(s), s.figures()),
                        "A schedule for those hours would do the same for less.")
                .alsoCiting(s.past().bursts())
                .review(s.aWeekOn());
    }

    private static String bursts(Sizing s) {
        return "%s. At the same time of several days before, a burst came faster than the group grows%s, and none alerted since"
                .formatted(s.went(), cite(s.past().bursts()));
    }

    static Judgement fillsSoon(Sizing s) {
        return CapacityFamily.of(
                s,
                Recommendation.NEEDS_HUMAN,
                Level.MEDIUM,
                ("%s. What it holds grows day and night and fills it within two weeks (%s): the old size would be full sooner, the"
                                + " new one only moves the day. What writes it has to be fixed first.")
                        .formatted(s.went(), s.figures()),
                "A use that levels off would show which size is needed.");
    }

    static Judgement comesBack(Sizing s) {
        return CapacityFamily.of(
                        s,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        ("%s. More than the old limit was needed for a time that is over (%s), and the same alert came at such"
                                        + " distances before%s: it comes back, and a limit costs nothing until it is reached.")
                                .formatted(s.went(), s.figures(), cite(s.past().seasons())),
                        "A cause that was fixed since would make the old limit enough.")
                .alsoCiting(s.past().seasons());
    }

    static Judgement mayComeBack(Sizing s) {
        return CapacityFamily.of(
                        s,
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        ("%s. Today's load does not need it (%s), but the same alert came at such distances before%s: whether to pay"
                                        + " for it in between, or to raise it each time, is for its owner to say.")
                                .formatted(s.went(), s.figures(), cite(s.past().seasons())),
                        "A cause that was fixed since would make the old size enough.")
                .alsoCiting(s.past().seasons());
    }

    static Judgement unseenReason(Sizing s) {
        return CapacityFamily.of(
                        s,
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        ("%s. Its processor had room before (%s), so that is not why it was raised, and nothing measures its memory:"
                                        + " whether the old size is enough cannot be read from here.")
                                .formatted(s.went(), s.figures()),
                        "Its memory in use over a full day would decide.")
                .lacking("memory in use");
    }

    static Judgement cameAlong(Sizing s) {
        return CapacityFamily.of(
                s,
                Recommendation.NEEDS_HUMAN,
                Level.MEDIUM,
                ("%s. The load that uses it began with the change (%s); before, the old size had room and nothing suffered. Whoever"
                                + " raised it brought that load, and has to say whether it stays.")
                        .formatted(s.went(), s.figures()),
                "A load that ends would let the old size return; a release that brings it for good would justify the new one.");
    }

    private static List<String> incidents(Sizing s) {
        return s.past().braked().stream().map(Exhibit::id).toList();
    }

    static Judgement brakeNeeded(Sizing s) {
        var ids = incidents(s);
        return CapacityFamily.of(
                        s,
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        ("%s while an incident lasted, which is still open%s. Work waits for it%s; to undo it may feed what it holds"
                                        + " back: whoever leads the incident has to say.")
                                .formatted(s.went(), cite(ids), cite(s.demand().refused())),
                        "The end of the incident would let the old limit return.")
                .alsoCiting(ids);
    }

    static Judgement brakeHelped(Sizing s) {
        var ids = incidents(s);
        return CapacityFamily.of(
                        s,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        ("%s in an incident that was over soon after%s, and nothing has alerted since: what is held back waits"
                                        + " and is not lost.")
                                .formatted(s.went(), cite(ids)),
                        "Work that is lost or late for it would speak for the old limit.")
                .alsoCiting(ids)
                .despite(s.demand().refused())
                .review(s.aWeekOn());
    }
}
