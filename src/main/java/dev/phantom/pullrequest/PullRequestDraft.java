package dev.phantom.pullrequest;

import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import java.util.List;

/// A pull request as it shall be.
///
/// @param members the drifts it carries, lowest driftId first
public record PullRequestDraft(
        String branch,
        String title,
        String body,
        boolean draft,
        List<String> labels,
        PatchSet patch,
        Proof proof,
        List<Member> members) {

    /// One drift in the hidden marker.
    public record Member(String driftId, String contentHash, List<String> paths) {
        public Member {
            paths = List.copyOf(paths);
        }
    }

    public PullRequestDraft {
        labels = List.copyOf(labels);
        members = List.copyOf(members);
    }
}
