package dev.phantom.pullrequest.body;

import java.util.List;

/// What the record of an urgent revert waits for, though its pull request waits for nothing: a change set covers the
/// whole stack, so it cannot leave out what else differs there.
///
/// @param lines one for each other group of drifts of the stack
/// @param alone whether Cloud Control may do it without them
record RecordSection(List<String> lines, boolean alone) {

    private static final String NOW = "**Merge this without waiting for another pull request.**";

    String render() {
        var wait = alone
                ? " Applying its record in AWS may have to wait: a change set cannot leave out what else differs in the"
                        + " stack. `phantom reconcile plan` says whether `update-resource` can do it alone; if not, settle"
                        + " these first, in the repository and in AWS:"
                : " Applying its record in AWS has to wait: `phantom reconcile apply` uses a change set, which cannot leave"
                        + " out what else differs in the stack. Settle these first, in the repository and in AWS:";
        return lines.isEmpty() ? "" : PullRequestBody.list(NOW + wait, lines);
    }

    /// Where the drifts are not to be named.
    static String minimal(List<Integer> pullRequests) {
        return pullRequests.isEmpty()
                ? ""
                : NOW + " Applying its record in AWS has to wait until "
                        + String.join(
                                ", ", pullRequests.stream().map(n -> "#" + n).toList())
                        + (pullRequests.size() == 1 ? " is" : " are") + " settled and deployed.";
    }
}
