package dev.phantom.pullrequest;

import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.stack.StackId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the code host already knows of Phantom: its pull requests with their markers, and its branches. Read once per
/// run; the repository is the only database.
///
/// @param entries newest first
public record Register(List<Entry> entries, Set<String> branches) {

    /// Every branch of Phantom starts with this.
    public static final String PREFIX = "phantom/";

    /// Branches that propose rules start with this. They are no proposals about drift: no cap counts them.
    public static final String RULES = PREFIX + "rules/";

    /// @param marker as read from the body; a pull request whose marker was destroyed carries no members
    public record Entry(PullRequest pullRequest, Marker marker) {

        static Entry of(PullRequest pullRequest) {
            var none = new Marker("", "", List.of(), "", "");
            return new Entry(pullRequest, Marker.in(pullRequest.body()).orElse(none));
        }

        public boolean isOpen() {
            return pullRequest.isOpen();
        }

        /// Closed, not merged, and not by Phantom: somebody said no.
        public boolean isDeclined() {
            return pullRequest.state() == PullRequest.State.CLOSED
                    && marker.closed().isEmpty()
                    && !marker.members().isEmpty();
        }

        /// Merged, and what it brings into the repository is to be deployed.
        public boolean isMergedChange() {
            return pullRequest.state() == PullRequest.State.MERGED
                    && (marker.recommendation().equals("legitimize")
                            || marker.recommendation().equals("refactor"));
        }

        public boolean isMergedRevert() {
            return pullRequest.state() == PullRequest.State.MERGED
                    && marker.recommendation().equals("revert");
        }
    }

    public Register {
        entries = List.copyOf(entries);
        branches = Set.copyOf(branches);
    }

    public static Register read(CodeHost host) {
        return new Register(
                host.pullRequests(PREFIX).stream().map(Entry::of).toList(), Set.copyOf(host.branches(PREFIX)));
    }

    /// Nothing is known, nothing was read.
    public static Register empty() {
        return new Register(List.of(), Set.of());
    }

    /// Branches of a stack start with this.
    public static String prefix(StackId stack) {
        return PREFIX + stack.name().replaceAll("[^A-Za-z0-9-]", "-") + "/";
    }

    /// Those of one stack: by their marker, which may be copied, on a branch of the stack.
    public Stream<Entry> of(StackId stack) {
        var key = Marker.stackKey(stack);
        var prefix = prefix(stack);
        return entries.stream()
                .filter(e -> e.marker().stack().equals(key)
                        && e.pullRequest().branch().startsWith(prefix));
    }

    public Optional<Entry> open(String branch) {
        return entries.stream()
                .filter(e -> e.isOpen() && e.pullRequest().branch().equals(branch))
                .findFirst();
    }

    /// With this pull request as it is now.
    public Register with(PullRequest now) {
        var others = entries.stream().filter(e -> e.pullRequest().number() != now.number());
        return new Register(Stream.concat(Stream.of(Entry.of(now)), others).toList(), branches);
    }
}
