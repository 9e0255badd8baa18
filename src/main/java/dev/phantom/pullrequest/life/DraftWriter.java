package dev.phantom.pullrequest.life;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Fingerprint;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.PullRequestDraft;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.body.PullRequestBody;
import dev.phantom.pullrequest.body.PullRequestTitle;
import dev.phantom.pullrequest.body.Redaction;
import dev.phantom.stack.Stack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the draft of a pull request: title, body, marker, labels.
///
/// @param noDraft why one that is ready cannot become a draft again; empty if it can
record DraftWriter(PublishPolicy policy, boolean publicRepository, String noDraft) {

    /// The host takes 65,536; some is kept for its own line ends.
    private static final int LIMIT = 65_000;

    private static final String SEVERITY = "severity: ";

    /// A ready pull request may not turn back into a draft: a label says that it could be merged, and the other one
    /// that it no longer should be. A pull request from which a person took it has neither.
    private static final String READY = "review: ready";

    private static final String ON_HOLD = "review: on hold";

    PullRequestDraft write(Proposal.Patch proposal, StackProposals round, List<PullRequestBody.Sibling> siblings) {
        var group = proposal.group();
        var redaction = Redaction.of(publicRepository ? Privacy.NONE : policy.privacy(), group);
        var minimal = PullRequestBody.minimal(group, publicRepository);
        var unready = unready(group, siblings, proposal.proof());
        var title = PullRequestTitle.of(group, redaction, minimal);
        var body = new PullRequestBody(
                group,
                proposal.patch(),
                proposal.proof(),
                round.report().coverage(),
                siblings,
                redaction,
                policy.linkHosts(),
                minimal,
                round.knowledge(),
                unready);
        var marker = new Marker(
                Marker.stackKey(group.stack().id()), group.recommendation().text(), group.markers(), "", "");
        var text = body.render(LIMIT - marker.toString().length() - 600);
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
                unready,
                labels(group, unready),
                proposal.patch(),
                proposal.proof(),
                group.markers());
    }

    private static List<String> labels(DriftGroup group, String unready) {
        var severity = SEVERITY + group.severity().text();
        return unready.isEmpty() ? List.of("phantom", severity, READY) : List.of("phantom", severity);
    }

    /// The labels that a pull request should have now, given those that it has.
    static List<String> labels(List<String> there, PullRequestDraft draft) {
        var labels = new ArrayList<>(draft.labels());
        labels.remove(READY);
        if (there.contains(READY) || there.contains(ON_HOLD)) {
            labels.add(draft.draft() ? ON_HOLD : READY);
        }
        return labels;
    }

    /// What is to be said when a pull request that was ready no longer is, or is again; empty if neither.
    String turn(List<String> there, List<String> wanted, String unready) {
        if (there.contains(READY) && wanted.contains(ON_HOLD)) {
            return "This is no longer ready to merge: " + unready + ". " + held();
        }
        return there.contains(ON_HOLD) && wanted.contains(READY)
                ? "The reason for holding this back is gone: it is ready to merge again."
                : "";
    }

    String held() {
        return "It should be a draft; because " + noDraft + ", it is labelled `" + ON_HOLD + "`.";
    }

    /// `on hold: the confidence is low, below medium`; empty if it is not.
    static String onHold(List<String> labels, String unready) {
        return labels.contains(ON_HOLD)
                ? "on hold: " + unready.substring(0, 1).toLowerCase(Locale.ROOT) + unready.substring(1)
                : "";
    }

    /// What says of one that was ready that it is no more; empty if it never was.
    static List<String> held(List<String> there) {
        return there.contains(READY) || there.contains(ON_HOLD) ? List.of(ON_HOLD) : List.of();
    }

    /// Whether a label stands there of a kind that has another one to say. A label that a person took off stays off.
    static boolean labelsDiffer(List<String> there, List<String> wanted) {
        return there.stream()
                .anyMatch(label -> !wanted.contains(label)
                        && (label.startsWith(SEVERITY) || label.equals(READY) || label.equals(ON_HOLD)));
    }

    /// The proof as a check on the head commit.
    CodeHost.Check check(DriftGroup group, Proof proof) {
        var privacy = publicRepository ? Privacy.NONE : policy.privacy();
        return ProofCheck.of(group, proof, privacy, PullRequestBody.minimal(group, publicRepository));
    }

    /// Why it can be a draft at most; empty if it can be ready.
    private String unready(DriftGroup group, List<PullRequestBody.Sibling> siblings, Proof proof) {
        if (group.stack().mode() != Stack.Mode.READY) {
            return "The stack is in mode `draft`";
        }
        if (waitsFor(group, siblings) instanceof OutcomeReason.WaitsFor waits) {
            return "It " + waits.text();
        }
        if (!proof.whole() && group.stack().planned() != null) {
            return "Its proof is not complete: Terraform made no plan of it; run `terraform plan` on this branch first";
        }
        if (!proof.whole()) {
            return "Its proof is not complete: "
                    + proof.lines().stream()
                            .filter(Proof.Line::owed)
                            .map(l -> l.check().text())
                            .collect(Collectors.joining(", "));
        }
        return group.members().stream()
                .map(d -> d.verdict().opinion().confidence().level())
                .filter(level -> level.compareTo(policy.draftBelow()) < 0)
                .min(Comparator.naturalOrder())
                .map(level -> "The confidence is " + text(level) + ", below " + text(policy.draftBelow()))
                .orElse("");
    }

    private static String text(Confidence.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /// A revert waits while something of its stack is on its way into the repository; of one with a grave security
    /// finding only the record waits, for all that a change set would meet. `waits for #412`; else nothing.
    static OutcomeReason waitsFor(DriftGroup group, List<PullRequestBody.Sibling> siblings) {
        if (group.recommendation() != Recommendation.REVERT || siblings.isEmpty()) {
            return OutcomeReason.NONE;
        }
        if (group.grave()) {
            var first = Comparator.comparing((PullRequestBody.Sibling s) -> !s.hasPullRequest());
            return new OutcomeReason.RecordWaits(siblings.stream()
                    .sorted(first)
                    .flatMap(DraftWriter::named)
                    .distinct()
                    .toList());
        }
        var numbers = siblings.stream()
                .filter(PullRequestBody.Sibling::hasPullRequest)
                .map(PullRequestBody.Sibling::number)
                .toList();
        return numbers.isEmpty() ? OutcomeReason.NONE : new OutcomeReason.WaitsFor(numbers);
    }

    private static Stream<String> named(PullRequestBody.Sibling sibling) {
        return sibling.hasPullRequest()
                ? Stream.of("#" + sibling.number())
                : sibling.group().members().stream().map(d -> d.drift().logicalId());
    }

    static Map<String, String> files(PatchSet patch) {
        var files = new LinkedHashMap<String, String>();
        patch.edits().forEach(e -> files.put(e.path(), e.patched()));
        return files;
    }
}
