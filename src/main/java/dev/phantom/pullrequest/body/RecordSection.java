package dev.phantom.pullrequest.body;

import java.util.List;

/// What the record of an urgent revert waits for, though its pull request waits for nothing: a change set covers the
/// whole stack, so it cannot leave out what else differs there.
///
/// @param lines one for each other group of drifts of the stack
record RecordSection(List<String> lines) {

    private static final String NOW = "**Merge this without waiting for another pull request.**";

    String render() {
        return lines.isEmpty()
                ? ""
                : PullRequestBody.list(
                        NOW
                                + " Only its record waits: `phantom reconcile apply` uses a change set, which cannot leave out"
                                + " what else differs in the stack. To be settled first, in the repository and in AWS:",
                        lines);
    }

    /// Where the drifts are not to be named.
    static String minimal(List<Integer> pullRequests) {
        return pullRequests.isEmpty()
                ? ""
                : NOW + " Only its record waits until "
                        + String.join(
                                ", ", pullRequests.stream().map(n -> "#" + n).toList())
                        + (pullRequests.size() == 1 ? " is" : " are") + " settled and deployed.";
    }
}
