package dev.phantom.pullrequest;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.state.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes the draft of a pull request: title, body, marker, labels.
record DraftWriter(PublishPolicy policy, boolean publicRepository) {

    /// GitHub's limit is 65,536; some is kept for its own line ends.
    private static final int LIMIT = 65_000;

    private static final String SEVERITY = "severity: ";

    PullRequestDraft write(
            Proposal.Patch proposal, PullRequestLifecycle.Round round, List<PullRequestBody.Sibling> siblings) {
        var group = proposal.group();
        var redaction = Redaction.of(publicRepository ? Privacy.NONE : policy.privacy(), group);
        var minimal = PullRequestBody.minimal(group, publicRepository);
        var title = PullRequestTitle.of(group, redaction, minimal);
        var body = new PullRequestBody(
                group,
                proposal.patch(),
                proposal.proof(),
                round.report().coverage(),
                siblings,
                redaction,
                policy.linkHosts(),
                minimal);
        var marker = new Marker(
                Marker.stackKey(group.stack().id()), group.recommendation().text(), group.markers(), "", "");
        var text = body.render(LIMIT - marker.toString().length() - 100);
        var signed = new Marker(
                marker.stack(),
                marker.recommendation(),
                marker.members(),
                Fingerprint.of(title, text).substring(0, 16),
                "");
        return new PullRequestDraft(
                group.branch(),
                title,
                text + "\n\n" + signed + "\n",
                isDraft(group, siblings) || !proposal.proof().whole(),
                List.of("phantom", SEVERITY + group.severity().text()),
                proposal.patch(),
                proposal.proof(),
                group.markers());
    }

    /// Whether a severity stands there that is not the one to say. A label that a person took off stays off.
    static boolean severityDiffers(List<String> there, List<String> wanted) {
        return there.stream().anyMatch(label -> label.startsWith(SEVERITY) && !wanted.contains(label));
    }

    /// The proof as a check on the head commit.
    CodeHost.Check check(DriftGroup group, Proof proof) {
        var privacy = publicRepository ? Privacy.NONE : policy.privacy();
        return ProofCheck.of(group, proof, privacy, PullRequestBody.minimal(group, publicRepository));
    }

    private boolean isDraft(DriftGroup group, List<PullRequestBody.Sibling> siblings) {
        return group.stack().mode() != Stack.Mode.READY
                || !waitsFor(group, siblings).isEmpty()
                || group.members().stream()
                        .map(d -> d.verdict().opinion().confidence())
                        .map(Confidence::level)
                        .anyMatch(level -> level.compareTo(policy.draftBelow()) < 0);
    }

    /// A revert waits while something of its stack is on its way into the repository: `waits for #412`; else empty.
    static String waitsFor(DriftGroup group, List<PullRequestBody.Sibling> siblings) {
        var numbers = siblings.stream()
                .filter(PullRequestBody.Sibling::hasPullRequest)
                .map(s -> "#" + s.number())
                .toList();
        return group.recommendation() == Recommendation.REVERT && !numbers.isEmpty()
                ? "waits for " + String.join(", ", numbers)
                : "";
    }

    static Map<String, String> files(PatchSet patch) {
        var files = new LinkedHashMap<String, String>();
        patch.edits().forEach(e -> files.put(e.path(), e.patched()));
        return files;
    }
}
