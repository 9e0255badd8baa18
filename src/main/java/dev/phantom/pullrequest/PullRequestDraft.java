package dev.phantom.pullrequest;

import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import java.util.List;

/// A pull request as it shall be.
///
/// @param body    with its hidden marker
/// @param unready why nobody should merge it without more thought, so that it is a draft; empty if it is ready
/// @param members the drifts it carries, lowest driftId first
public record PullRequestDraft(
        String branch,
        String title,
        String body,
        String unready,
        List<String> labels,
        PatchSet patch,
        Proof proof,
        List<Member> members) {

    public boolean draft() {
        return !unready.isEmpty();
    }

    /// One drift in the hidden marker.
    ///
    /// @param resource logical id
    /// @param paths    of its changes, sorted
    public record Member(String driftId, String contentHash, String resource, List<String> paths) {
        public Member {
            paths = List.copyOf(paths);
        }

        /// The same drift; or the same resource, and a path of one is at, above or below a path of the other.
        public boolean overlaps(Member other) {
            return driftId.equals(other.driftId)
                    || resource.equals(other.resource)
                            && paths.stream()
                                    .anyMatch(a -> other.paths.stream().anyMatch(b -> below(a, b) || below(b, a)));
        }

        private static boolean below(String path, String ancestor) {
            return path.equals(ancestor) || path.startsWith(ancestor + "/");
        }
    }

    public PullRequestDraft {
        labels = List.copyOf(labels);
        members = List.copyOf(members);
    }
}
