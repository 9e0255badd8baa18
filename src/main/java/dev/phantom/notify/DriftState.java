package dev.phantom.notify;

import dev.phantom.analysis.Recommendation;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.report.Morning.Answer;
import dev.phantom.severity.Severity;
import dev.phantom.stack.StackId;
import org.jspecify.annotations.Nullable;

/// One drift as people are told of it. All texts are one line, without secrets, and as `privacy` has them.
///
/// @param root           name of the configured stack that it is in or nested below; empty where it is not known
/// @param member         its ids, logical id and paths: what it is recognised by
/// @param what           `role/o… changed Db /DBInstanceClass from db.r5.large to db.r5.4xlarge at 2026-11-28 03:04Z`
/// @param answer         whether it was right
/// @param advice         `revert it`; empty where nothing was judged
/// @param recommendation null where nothing was judged
/// @param confidence     `high`; empty where nothing was judged
/// @param url            of its pull request; empty if there is none
public record DriftState(
        StackId stack,
        String root,
        String environment,
        Member member,
        String type,
        Severity severity,
        String what,
        Answer answer,
        String advice,
        @Nullable Recommendation recommendation,
        String confidence,
        PullRequestState pullRequest,
        String url) {

    /// What became of its pull request.
    public enum PullRequestState {
        NONE,
        OPEN,
        /// Merged; what it asks for is not done in AWS yet.
        MERGED,
        /// Merged, and a day later no deployment has brought it.
        OVERDUE,
        /// A person closed it without merging.
        CLOSED
    }

    public String driftId() {
        return member.driftId();
    }
}
