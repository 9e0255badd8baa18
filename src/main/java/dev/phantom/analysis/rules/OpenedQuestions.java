package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Tickets.State;
import java.util.List;

/// What a person has to decide about something that was opened: each with what is known, and what would answer it.
final class OpenedQuestions {
    private OpenedQuestions() {}

    static Judgement builtOn(Opening o) {
        var act = o.builtOn().getFirst();
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s In the same sitting %s granted access that rests on it, at %s: closing it breaks what was built on it, keeping it leaves the way open"
                                .formatted(OpenedFamily.opened(o.d()), act.event(), CaseFacts.clock(act.at())),
                        List.of(),
                        "if that grant were gone, or stood in the repository")
                .observed()
                .lacking("what else was built on it");
    }

    static Judgement busier(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s Far more passes since, and goes on: somebody came through it, and who that is no trail told. Closing it stops them, keeping it leaves it open to all others"
                                .formatted(OpenedFamily.opened(o.d())),
                        o.busier(),
                        "once those who came had another way")
                .observed()
                .lacking("who uses it");
    }

    static Judgement usedByWhom(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s It is used until now, and no value that lets in that use alone is known: closing it stops the use, keeping it lets in more"
                                .formatted(OpenedFamily.opened(o.d())),
                        o.lasting().cite(),
                        "if the use ended, or its owner named what it needs")
                .observed();
    }

    static Judgement onRecord(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s A record asks for it, but no use was seen that would tell how much of it is needed"
                                .formatted(OpenedFamily.opened(o.d())),
                        Tickets.cite(o.tickets().in(State.APPROVED)),
                        "if flow or access logs showed who uses it")
                .observed()
                .lacking("no use was seen");
    }

    static Judgement needed(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s What was refused before it is not refused since: part of it is needed, and which part is not known to a value"
                                .formatted(OpenedFamily.opened(o.d())),
                        o.complaints(),
                        "if the refusals had ended for another reason, or what was refused were granted by itself")
                .observed();
    }

    static Judgement undecided(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s A ticket about it is open: its owner has to decide".formatted(OpenedFamily.opened(o.d())),
                        Tickets.cite(o.tickets().undecided()),
                        "if the ticket were closed or approved")
                .observed();
    }

    static Judgement pipeline(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        OpenedFamily.opened(o.d())
                                + " A pipeline made it: some other source declares it, and closing it here would be undone there",
                        List.of(),
                        "if a person had made it by hand")
                .observed()
                .lacking("what the pipeline works from");
    }

    static Judgement unseen(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        OpenedFamily.opened(o.d())
                                + " It lets in a named principal of another account, and no trail that would tell its use was found: closing it may cut off a partner, keeping it a stranger's way in",
                        List.of(),
                        "if a trail showed a use, or that there is none, or a record said that it is over")
                .observed()
                .lacking("whether it is used");
    }

    static Judgement unknown(Opening o) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        OpenedFamily.opened(o.d())
                                + " Neither who opened it and when is known, nor was a trail read that would tell its use: it may have served for months",
                        List.of(),
                        "if the write were found, or a trail showed a use, or that there is none")
                .observed()
                .lacking("whether it is used");
    }
}
