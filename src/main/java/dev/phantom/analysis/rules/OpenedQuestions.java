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
        return asked(
                        o,
                        Level.MEDIUM,
                        "In the same session %s granted access that depends on it, at %s: closing it breaks what depends on it, keeping it leaves the access open"
                                .formatted(act.event(), CaseFacts.clock(act.at())),
                        List.of(),
                        "if that grant were gone, or stood in the repository")
                .lacking("what else was built on it");
    }

    static Judgement busier(Opening o) {
        return asked(
                        o,
                        Level.MEDIUM,
                        "Traffic has been far higher since and still is: it is being used, but no log shows by whom. Closing it stops that use, keeping it leaves it open to everyone else",
                        o.busier(),
                        "once those who came had another way")
                .lacking("who uses it");
    }

    static Judgement usedByWhom(Opening o) {
        return asked(
                o,
                Level.MEDIUM,
                "It is still in use, and no value is known that allows only that use: closing it stops the use, keeping it allows more",
                o.lasting().cite(),
                "if the use ended, or its owner named what it needs");
    }

    static Judgement onRecord(Opening o) {
        return asked(
                        o,
                        Level.LOW,
                        "A record asks for it, but no use was seen that would tell how much of it is needed",
                        Tickets.cite(o.tickets().in(State.APPROVED)),
                        "if flow or access logs showed who uses it")
                .lacking("no use was seen");
    }

    static Judgement needed(Opening o) {
        return asked(
                o,
                Level.LOW,
                "What was denied before it is no longer denied: part of it is needed, but it is not known exactly which",
                o.complaints(),
                "if the refusals had ended for another reason, or what was refused were granted by itself");
    }

    static Judgement undecided(Opening o) {
        return asked(
                o,
                Level.LOW,
                "A ticket about it is open: its owner has to decide",
                Tickets.cite(o.tickets().undecided()),
                "if the ticket were closed or approved");
    }

    static Judgement pipeline(Opening o) {
        return asked(
                        o,
                        Level.LOW,
                        "A pipeline made it: some other source declares it, and closing it here would be undone there",
                        List.of(),
                        "if a person had made it by hand")
                .lacking("what the pipeline works from");
    }

    static Judgement unseen(Opening o) {
        return asked(
                        o,
                        Level.LOW,
                        "It lets in a named principal of another account, and no log that would show its use was found: closing it may cut off a partner, keeping it may let in a stranger",
                        List.of(),
                        "if a trail showed a use, or that there is none, or a record said that it is over")
                .lacking("whether it is used");
    }

    static Judgement unknown(Opening o) {
        return asked(
                        o,
                        Level.LOW,
                        "It is not known who opened it and when, and no log that would show its use was read: it may have been in use for months",
                        List.of(),
                        "if the write were found, or a trail showed a use, or that there is none")
                .lacking("whether it is used");
    }

    private static Judgement asked(Opening o, Level level, String question, List<String> cite, String otherwise) {
        return Ground.of(
                        o.d(),
                        Recommendation.NEEDS_HUMAN,
                        level,
                        OpenedFamily.opened(o.d()) + " " + question,
                        cite,
                        otherwise)
                .observed();
    }
}
