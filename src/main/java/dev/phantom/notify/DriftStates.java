package dev.phantom.notify;

import dev.phantom.cost.CostSum;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.fault.InertText;
import dev.phantom.notify.DriftState.PullRequestState;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.pullrequest.body.Redaction;
import dev.phantom.pullrequest.body.ValueText;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.StackReport;
import dev.phantom.stack.Stack;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says of each drift of a report what people may be told.
///
/// @param publicRepository nothing of people, accounts and a critical security finding leaves then, as in pull requests
record DriftStates(Privacy privacy, boolean publicRepository) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST = 3;
    private static final int NAME = 120;
    private static final int VALUE = 60;

    DriftState of(Stack stack, JudgedDrift judged) {
        var drift = judged.drift();
        var redaction = redaction(drift);
        var verdict = judged.verdict();
        var hidden = publicRepository && judged.assessment().delicate();
        return new DriftState(
                stack.id(),
                stack.environment(),
                member(drift),
                drift.type(),
                StackReport.severity(judged),
                hidden
                        ? "details are in the report only, because the repository is public"
                        : redaction.of(changes(drift)),
                hidden ? "" : redaction.of(who(drift)),
                hidden ? "" : money(judged.costSum()),
                verdict == null ? null : verdict.recommendation(),
                verdict == null ? "" : verdict.opinion().confidence().level().name().toLowerCase(Locale.ROOT),
                state(judged.pullRequest()),
                judged.pullRequest() == null ? "" : judged.pullRequest().url());
    }

    static Member member(Drift drift) {
        return new Member(
                drift.driftId(),
                drift.contentHash(),
                drift.logicalId(),
                drift.changes().stream().map(c -> c.path().toString()).sorted().toList());
    }

    private Redaction redaction(Drift drift) {
        var people = drift.changes().stream()
                .map(c -> c.circumstances().occurred().actor())
                .filter(actor -> actor.length() > 2)
                .distinct()
                .toList();
        return new Redaction(publicRepository ? Privacy.NONE : privacy, people);
    }

    private static String changes(Drift drift) {
        if (drift.changes().isEmpty() || drift.status() != Drift.Status.MODIFIED) {
            return "the resource is " + drift.status().name().toLowerCase(Locale.ROOT);
        }
        var shown = drift.changes().stream().limit(MOST).map(DriftStates::change).collect(Collectors.joining("; "));
        var more = drift.changes().size() - MOST;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }

    private static String change(Change change) {
        return capped(change.path().toString(), NAME) + " "
                + change.expectedValue().map(v -> capped(ValueText.of(v), VALUE)).orElse("(not set)") + " → "
                + change.actualValue().map(v -> capped(ValueText.of(v), VALUE)).orElse("(not set)");
    }

    private static String capped(String text, int most) {
        var line = InertText.sentence(text).strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    /// The first write that is known exactly, else the first that is known at all.
    private static String who(Drift drift) {
        List<Occurred> all = drift.changes().stream()
                .map(c -> c.circumstances().occurred())
                .filter(o -> o.precision() != Occurred.Precision.UNKNOWN)
                .sorted(Comparator.comparing(Occurred::precision))
                .toList();
        if (all.isEmpty()) {
            return "";
        }
        var first = all.getFirst();
        var name = first.actor().isEmpty() ? "" : "by " + capped(first.actor(), NAME);
        var at = first.at() == null
                ? ""
                : (first.precision() == Occurred.Precision.EXACT ? "at " : "before ") + TIME.format(first.at());
        return (name + " " + at).strip();
    }

    private static String money(CostSum cost) {
        var none = cost.monthly() == null || cost.monthly().signum() == 0;
        return none && cost.unpriced() == 0 ? "" : cost.monthly() == null ? "cost not priced" : cost.words("USD/month");
    }

    private static PullRequestState state(@Nullable Outcome outcome) {
        if (outcome == null) {
            return PullRequestState.NONE;
        }
        return switch (outcome.kind()) {
            case CREATED, UPDATED, UNCHANGED, TAKEN_OVER -> PullRequestState.OPEN;
            case WAITING ->
                outcome.because() instanceof OutcomeReason.Unapplied
                        ? PullRequestState.MERGED
                        : outcome.url().isEmpty() ? PullRequestState.NONE : PullRequestState.OPEN;
            case CLOSED_BY_PERSON -> PullRequestState.CLOSED;
            case HELD_BACK, REFUSED, CLOSED_RESOLVED, FAILED -> PullRequestState.NONE;
        };
    }
}
