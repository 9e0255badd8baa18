package dev.phantom.pullrequest.life;

import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.CodeHost.Check;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.body.OutsideText;
import dev.phantom.pullrequest.body.Redaction;
import java.util.Locale;
import java.util.stream.Collectors;

/// The proof of a pull request as a check on its head commit.
final class ProofCheck {

    static final String NAME = "phantom proof";

    private static final int WORDS = 600;

    private ProofCheck() {}

    /// @param privacy that the repository allows
    /// @param minimal say no more than the results
    static Check of(DriftGroup group, Proof proof, Privacy privacy, boolean minimal) {
        var redaction = Redaction.of(privacy, group);
        var failed = proof.lines().stream()
                .filter(l -> l.result() == Proof.Result.FAIL)
                .count();
        var title = proof.lines().isEmpty()
                ? "no proof"
                : failed == 0
                        ? "proven: the patch does what it says and nothing else"
                        : failed == 1 ? "1 check failed" : failed + " checks failed";
        var lines = proof.lines().stream()
                .map(l -> "- " + l.check().text() + ": " + l.result().name().toLowerCase(Locale.ROOT)
                        + (l.detail().isBlank() || minimal
                                ? ""
                                : " — " + OutsideText.prose(redaction.of(l.detail()), WORDS)))
                .collect(Collectors.joining("\n"));
        var passed = failed == 0 && !proof.lines().isEmpty();
        return new Check(NAME, passed, title, lines.isEmpty() ? "Nothing was checked." : lines);
    }
}
