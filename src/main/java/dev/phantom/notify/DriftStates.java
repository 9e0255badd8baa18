package dev.phantom.notify;

import dev.phantom.drift.Drift;
import dev.phantom.notify.DriftState.PullRequestState;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.pullrequest.body.Redaction;
import dev.phantom.report.Morning;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.StackReport;
import dev.phantom.stack.Stack;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says of each drift of a report what people may be told.
///
/// @param publicRepository nothing of people, accounts and a critical security finding leaves then, as in pull requests
record DriftStates(Privacy privacy, boolean publicRepository) {

    private static final String HIDDEN = "details are in the report only, because the repository is public";

    /// @param root name of the configured stack that it is in or nested below; empty where it is not known
    DriftState of(Stack stack, String root, JudgedDrift judged) {
        var drift = judged.drift();
        var redaction = redaction(drift);
        var morning = Morning.of(judged);
        var verdict = judged.verdict();
        var hidden = publicRepository && judged.assessment().delicate();
        return new DriftState(
                stack.id(),
                root,
                stack.environment(),
                member(drift),
                drift.type(),
                StackReport.severity(judged),
                hidden ? HIDDEN : redaction.of(morning.what()),
                morning.answer(),
                hidden ? "" : redaction.of(morning.advice()),
                verdict == null ? null : verdict.recommendation(),
                verdict == null
                        ? ""
                        : verdict.opinion().confidence().level().name().toLowerCase(Locale.ROOT),
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
                .toList();
        return new Redaction(publicRepository ? Privacy.NONE : privacy, people);
    }

    private static PullRequestState state(@Nullable Outcome outcome) {
        if (outcome == null) {
            return PullRequestState.NONE;
        }
        return switch (outcome.kind()) {
            case CREATED, UPDATED, UNCHANGED, TAKEN_OVER -> PullRequestState.OPEN;
            case MERGED -> PullRequestState.MERGED;
            case WAITING -> outcome.url().isEmpty() ? PullRequestState.NONE : PullRequestState.OPEN;
            case CLOSED_BY_PERSON -> PullRequestState.CLOSED;
            case HELD_BACK, REFUSED, CLOSED_RESOLVED, FAILED -> PullRequestState.NONE;
        };
    }
}
