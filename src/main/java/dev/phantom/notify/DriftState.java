package dev.phantom.notify;

import dev.phantom.analysis.Recommendation;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.severity.Severity;
import dev.phantom.stack.StackId;
import org.jspecify.annotations.Nullable;

/// One drift as people are told of it. All texts are one line, without secrets, and as `privacy` has them.
///
/// @param member         its ids, logical id and paths: what it is recognised by
/// @param change         `/DBInstanceClass db.r5.large → db.r5.4xlarge`
/// @param who            `role/o… at 03:04Z`; empty if not known
/// @param cost           `+2,452.80 USD/month`; empty where it costs nothing
/// @param recommendation null where nothing was judged
/// @param confidence     `high`; empty where nothing was judged
/// @param url            of its pull request; empty if there is none
public record DriftState(
        StackId stack,
        String environment,
        Member member,
        String type,
        Severity severity,
        String change,
        String who,
        String cost,
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
        /// A person closed it without merging.
        CLOSED
    }

    public String driftId() {
        return member.driftId();
    }
}
