package dev.phantom.report;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.fault.Plural;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.run.JudgedDrift;
import dev.phantom.severity.Finding;
import dev.phantom.value.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person is told in the morning of one drift: what happened, and whether it was right. One line, inert.
///
/// @param answer whether it was right, by the verdict
/// @param what   `role/OnCall changed Db /DBInstanceClass from db.r5.large to db.r5.4xlarge at 2026-11-28 03:04Z`,
///               without a full stop
/// @param advice `revert it`; empty where nothing was judged
public record Morning(Answer answer, String what, String advice) {

    private static final int VALUE = 40;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// Whether what was done was right, in the words of every output.
    public enum Answer {
        RIGHT("right"),
        PARTLY_RIGHT("partly right"),
        WRONG("wrong"),
        /// A person must decide.
        UNCLEAR("not clear"),
        /// Nothing was judged: `diff` and `check` compare only.
        NOT_JUDGED("not judged");

        private final String text;

        Answer(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public static Answer of(JudgedDrift judged) {
            return switch (judged.verdict()) {
                case null -> NOT_JUDGED;
                case Verdict.Legitimize v -> RIGHT;
                case Verdict.Refactor v -> PARTLY_RIGHT;
                case Verdict.Revert v -> WRONG;
                case Verdict.NeedsHuman v -> UNCLEAR;
            };
        }
    }

    /// @param judged as a person may see it: what is secret in it is masked already
    public static Morning of(JudgedDrift judged) {
        return new Morning(Answer.of(judged), what(judged), advice(judged));
    }

    /// `role/OnCall changed Db … at 2026-11-28 03:04Z. Wrong: revert it.`
    public String line() {
        return what + ". " + capital(answer.text()) + (advice.isEmpty() ? "." : ": " + advice + ".");
    }

    public static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String what(JudgedDrift judged) {
        var drift = judged.drift();
        var text = new StringBuilder(who(drift).orElse("an unknown actor"))
                .append(' ')
                .append(PlainText.sentence(deed(drift)))
                .append(moment(occurred(drift)));
        security(judged).ifPresent(finding -> text.append("; ").append(PlainText.line(finding.title())));
        var cost = judged.cost().monthly();
        if (cost != null && cost.signum() != 0) {
            text.append("; ").append(PlainText.money(judged));
        }
        return text.toString();
    }

    /// Who made the first change that somebody is known to have made.
    static Optional<String> who(Drift drift) {
        var actor = occurred(drift).actor();
        return actor.isEmpty() ? Optional.empty() : Optional.of(PlainText.line(actor));
    }

    /// How the drift came about, as far as is known: by the first of its changes of which most is known.
    static Occurred occurred(Drift drift) {
        return drift.changes().stream()
                .map(change -> change.circumstances().occurred())
                .filter(when -> !when.actor().isEmpty())
                .findFirst()
                .or(() -> drift.changes().stream()
                        .map(change -> change.circumstances().occurred())
                        .filter(when -> when.at() != null)
                        .findFirst())
                .orElse(Occurred.UNKNOWN);
    }

    /// What a reader must know before the values: the gravest security finding.
    static Optional<Finding> security(JudgedDrift judged) {
        return judged.assessment().findings().stream().filter(Finding::security).findFirst();
    }

    private static String deed(Drift drift) {
        return switch (drift.status()) {
            case DELETED -> "deleted " + drift.logicalId();
            case UNMANAGED -> "created " + drift.logicalId() + ", which no stack manages,";
            case MODIFIED -> drift.changes().isEmpty() ? "changed " + drift.logicalId() : modified(drift);
        };
    }

    private static String modified(Drift drift) {
        var change = drift.changes().getFirst();
        var where = drift.logicalId() + (change.path().isRoot() ? "" : " " + change.path());
        var deed = switch (change) {
            case Change.Add a ->
                "added " + where + shown(a.actual()).map(v -> " as " + v).orElse("");
            case Change.Remove r ->
                "removed " + where
                        + shown(r.expected()).map(v -> ", " + v + ",").orElse("");
            case Change.NotEqual n -> "changed " + where + fromTo(n);
        };
        var more = drift.changes().size() - 1;
        return more == 0 ? deed : deed + " and " + Plural.counted(more, "more property", "more properties");
    }

    private static String fromTo(Change.NotEqual change) {
        var from = shown(change.expected());
        var to = shown(change.actual());
        return from.isPresent() && to.isPresent() ? " from " + from.get() + " to " + to.get() : "";
    }

    /// A value that fits into a sentence.
    private static Optional<String> shown(Value value) {
        return value.settled() instanceof Value.Scalar s
                        && !s.text().isBlank()
                        && s.text().length() <= VALUE
                ? Optional.of(PlainText.line(s.text()))
                : Optional.empty();
    }

    private static String moment(Occurred when) {
        return switch (when.precision()) {
            case EXACT -> when.at() == null ? "" : " at " + minute(when.at());
            case BRACKETED ->
                when.from() == null || when.at() == null
                        ? ""
                        : " between " + minute(when.from()) + " and " + minute(when.at());
            case UNKNOWN -> "";
        };
    }

    /// `2026-11-28 03:04Z`
    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    /// What is decided is not asked for again.
    private static String advice(JudgedDrift judged) {
        var outcome = judged.pullRequest();
        return outcome != null && outcome.kind() == Outcome.Kind.MERGED
                ? PlainText.sentence(outcome.words())
                : advice(judged.verdict());
    }

    private static String advice(@Nullable Verdict verdict) {
        return switch (verdict) {
            case null -> "";
            case Verdict.Legitimize v -> "keep it";
            case Verdict.Revert v -> "revert it";
            case Verdict.Refactor v -> instead(v);
            case Verdict.NeedsHuman v -> "a person must decide";
        };
    }

    private static String instead(Verdict.Refactor verdict) {
        if (verdict.edits().isEmpty()) {
            return "set another value instead";
        }
        var edit = verdict.edits().getFirst();
        return PlainText.sentence("set " + edit.path()
                + shown(edit.value()).map(value -> " to " + value).orElse("") + " instead");
    }
}
