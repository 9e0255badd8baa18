package dev.phantom.pullrequest;

import dev.phantom.pullrequest.CodeHost.PullRequest;

/// Closes a pull request of Phantom's own. The marker says first that it was Phantom, so that it is never taken for a
/// person's "no"; each step may be the last one of a killed run, and the next run takes it up there.
public record Closing(CodeHost host) {

    public static final String NOTHING_LEFT =
            "This difference is gone: the live state and the repository agree again, or a rule or a"
                    + " deployment resolved it. Nothing is left to merge";

    public static final String RESOLVED = NOTHING_LEFT + ", so Phantom closes this.";

    public static final String NEEDS_HUMAN =
            "The live state changed again, and the new state needs a person's decision. This patch"
                    + " no longer matches it, so Phantom closes this pull request.";

    public PullRequest close(Register.Entry entry, String why, String comment) {
        var there = entry.pullRequest();
        var body = entry.marker().closedBecause(why).replaceIn(there.body());
        if (!body.equals(there.body())) {
            host.edit(there.number(), there.title(), body);
        }
        host.comment(there.number(), comment);
        host.close(there.number());
        host.deleteBranch(there.branch());
        return new PullRequest(
                there.number(),
                there.url(),
                there.branch(),
                there.title(),
                body,
                PullRequest.State.CLOSED,
                there.closedAt(),
                there.head(),
                there.labels());
    }
}
