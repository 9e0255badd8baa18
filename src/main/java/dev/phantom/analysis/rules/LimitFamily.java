package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A limit in time that was raised, where the trail tells how long a time is asked for: what nobody asks for goes back,
/// what is asked for stays, and a limit far above it is lowered to it. That somebody new asks for long sessions is a
/// question of who that is.
final class LimitFamily implements JudgementRule {
    private record Raised(CaseFacts d, LimitUse use) {}

    private static final List<Row<Raised>> TABLE = List.of(
            new Row<>(r -> r.use().beyond().none(), LimitFamily::unused),
            new Row<>(r -> r.use().session() && !r.use().familiar(), LimitFamily::newcomer),
            new Row<>(
                    r -> r.use().narrower().isPresent()
                            && !r.d().file().candidates().isEmpty(),
                    LimitFamily::narrowed),
            new Row<>(r -> true, LimitFamily::used));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return d.dated()
                ? LimitUse.of(d.file().drift(), d.file().window(), d.file().evidence(), d.knowledge())
                        // what is deleted does not come back: that nobody read it for a week is no reason
                        .filter(use -> use.session() || !use.beyond().none())
                        .flatMap(use -> Row.first(TABLE, new Raised(d, use)))
                : Optional.empty();
    }

    private static Judgement unused(Raised r) {
        return judged(
                r,
                Recommendation.REVERT,
                "nobody asked for more than the old one",
                r.use().since(),
                "if somebody asked for more");
    }

    private static Judgement newcomer(Raised r) {
        return judged(
                        r,
                        Recommendation.NEEDS_HUMAN,
                        "the callers that request more than the old limit were not seen before: it may have been raised for them, or this is misuse",
                        r.use().beyond(),
                        "if those who ask for it were known from before")
                .lacking("who asks for long sessions");
    }

    private static Judgement narrowed(Raised r) {
        var chosen = Ground.chosen(r.d());
        return judged(
                        r,
                        Recommendation.REFACTOR,
                        "more than the old one is asked for, and far less than the new one: "
                                + chosen.getFirst().why(),
                        r.use().beyond(),
                        "if somebody asked for more")
                .editing(chosen.stream().map(c -> c.edit()).toList());
    }

    private static Judgement used(Raised r) {
        return judged(
                r,
                Recommendation.LEGITIMIZE,
                "it is made use of, and nothing much lower would do",
                r.use().beyond(),
                "if nobody asked for as much any more");
    }

    private static Judgement judged(Raised r, Recommendation answer, String decided, Uses cited, String otherwise) {
        var amount = r.use().amount();
        return Ground.of(
                        r.d(),
                        answer,
                        Level.MEDIUM,
                        String.format(
                                Locale.ROOT,
                                "The limit was raised from %.0f to %.0f, and the longest that was asked for since is %.0f: %s",
                                amount.safe(),
                                amount.live(),
                                r.use().need(),
                                decided),
                        cited.cite(),
                        otherwise)
                .observed();
    }
}
