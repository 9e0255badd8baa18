package dev.phantom.analysis.prompt;

import dev.phantom.analysis.Aside.EndedBy;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.measure.Timeline;
import dev.phantom.evidence.Signal;
import java.util.Optional;

/// What an answer says ended the trouble, held against what code knows of the order of events. Where code knows of no
/// trouble, metrics alone may show one.
final class CauseCheck {

    private CauseCheck() {}

    /// What is wrong with it, in words.
    static Optional<String> wrong(EndedBy ended, CaseFile shown) {
        var timeline = Timeline.of(shown.evidence(), shown.window());
        var trouble = !timeline.trouble().isEmpty();
        var lasts = trouble && timeline.recovered() == null;
        return switch (ended) {
            case UNKNOWN -> Optional.empty();
            case NO_TROUBLE ->
                when(trouble, "ended_by is no-trouble, but the case has alerts or incidents around the change");
            case NOT_OVER ->
                when(
                        trouble && timeline.recovered() != null,
                        "ended_by is not-over, but the alerts and incidents of the case recovered");
            case A_ROLLBACK ->
                when(
                        lasts || !before(Signal.Event.Kind.ROLLBACK, shown, timeline),
                        "ended_by is a-rollback, but " + none(lasts, "a rollback"));
            case A_DEPLOYMENT ->
                when(
                        lasts || !before(Signal.Event.Kind.DEPLOY, shown, timeline),
                        "ended_by is a-deployment, but " + none(lasts, "a deployment"));
            case THE_CHANGE -> {
                var over = timeline.recovered();
                yield when(
                        lasts || over != null && over.isBefore(timeline.changedAt()),
                        "ended_by is the-change, but "
                                + (lasts ? "the trouble is not over" : "the trouble was over before the change"));
            }
            case LOAD_WENT_DOWN, SOMETHING_ELSE -> when(lasts, "ended_by names an end, but the trouble is not over");
        };
    }

    private static String none(boolean lasts, String what) {
        return lasts ? "the trouble is not over" : "the case has none between the trouble and its end: " + what;
    }

    private static Optional<String> when(boolean wrong, String what) {
        return wrong ? Optional.of(what) : Optional.empty();
    }

    /// Whether there is one from the begin of the trouble to its end.
    private static boolean before(Signal.Event.Kind kind, CaseFile shown, Timeline timeline) {
        var over = timeline.recovered() == null ? shown.window().to() : timeline.recovered();
        var onset = timeline.onset();
        return shown.evidence().exhibits().stream()
                .map(e -> e.signal())
                .anyMatch(s -> s instanceof Signal.Event e
                        && e.kind() == kind
                        && !e.at().isAfter(over)
                        && (onset == null || !e.at().isBefore(onset)));
    }
}
