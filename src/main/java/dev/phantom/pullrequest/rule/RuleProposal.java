package dev.phantom.pullrequest.rule;

import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.CommitMessage;
import dev.phantom.pullrequest.Fingerprint;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Outcome.Kind;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.pullrequest.Register;
import java.util.List;
import java.util.Map;

/// Proposes one file of `.phantom/` in a pull request of its own. Asked again it updates that pull request, or leaves
/// it alone when nothing is new; a person's commit on its branch makes it theirs.
///
/// @param name    last part of its branch
/// @param path    of the file
/// @param text    of the file, whole
/// @param purpose for the marker: `adopt`, `keep`
/// @param title   without outside text that is not escaped; so is the body
public record RuleProposal(String name, String path, String text, String purpose, String title, String body) {

    private static final List<String> LABELS = List.of("phantom");

    String branch() {
        return Register.RULES + name;
    }

    /// @param base commit that the file was made for
    public Outcome settle(CodeHost host, Register register, String base) {
        var head = host.branch(branch());
        var open = register.open(branch());
        if (head.isPresent() && !head.get().ours()) {
            return open.map(e -> Outcome.of(Kind.TAKEN_OVER, OutcomeReason.NONE, e.pullRequest()))
                    .orElseGet(() -> Outcome.none(Kind.TAKEN_OVER, OutcomeReason.NONE));
        }
        var files = Map.of(path, text);
        var message = CommitMessage.of(title, "rules", files);
        var pushed = head.filter(h -> h.parent().equals(base)
                        && CommitMessage.content(h.message()).equals(message.content()))
                .isEmpty();
        if (pushed) {
            host.commit(branch(), base, files, message.toString());
        }
        if (open.isEmpty()) {
            var opened = host.open(branch(), title, marked(), false);
            host.label(opened.number(), LABELS);
            return Outcome.of(Kind.CREATED, OutcomeReason.NONE, opened);
        }
        var there = open.get().pullRequest();
        if (!there.labels().containsAll(LABELS)) {
            host.label(there.number(), LABELS);
        }
        return Outcome.of(written(host, there) || pushed ? Kind.UPDATED : Kind.UNCHANGED, OutcomeReason.NONE, there);
    }

    private boolean written(CodeHost host, PullRequest there) {
        var same = Marker.in(there.body()).map(Marker::text).orElse("").equals(fingerprint());
        if (!same) {
            host.edit(there.number(), title, marked());
        }
        return !same;
    }

    private String marked() {
        return body + "\n\n" + new Marker("", purpose, List.of(), fingerprint(), "") + "\n";
    }

    private String fingerprint() {
        return Fingerprint.of(title, body).substring(0, 16);
    }
}
