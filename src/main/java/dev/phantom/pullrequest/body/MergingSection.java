package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.analysis.Recommendation;
import dev.phantom.patch.PatchSet;
import java.util.stream.Collectors;

/// What merging does: to AWS, which is mostly nothing, and what the deployment after it has to be given.
///
/// @param means of a revert
record MergingSection(
        Recommendation recommendation, PatchSet patch, Redaction redaction, boolean minimal, RevertMeans means) {

    private static final int WORDS = 600;

    String render() {
        var deploy = minimal ? "" : sentence(redaction.of(patch.deploy()));
        var effect = switch (recommendation) {
            case LEGITIMIZE ->
                "Merging writes the live values to the repository. "
                        + (deploy.isEmpty() ? "It changes nothing in AWS." : deploy);
            case REVERT ->
                "**Merging alone changes nothing in AWS.** It adds a reconcile record to the repository; the live"
                        + " state changes only when that record is applied (`phantom reconcile apply`). "
                        + means.sentence();
            case REFACTOR ->
                "Merging writes the proposed values to the repository. "
                        + (deploy.isEmpty() ? "AWS changes with the next deployment." : deploy);
            case NEEDS_HUMAN -> "There is nothing to merge.";
        };
        return "**What merging does.** " + effect + passing();
    }

    /// A default by itself deploys nothing.
    private String passing() {
        var pairs = patch.pass().entrySet().stream()
                .map(e -> shell(e.getKey() + "=" + e.getValue()))
                .collect(Collectors.joining(" "));
        return pairs.isEmpty()
                ? ""
                : " The deployment must pass "
                        + code(redaction.of("--parameter-overrides " + pairs), WORDS)
                        + ": an existing stack keeps the current value of a parameter that is not passed"
                        + " (`UsePreviousValue`, the default of `aws cloudformation deploy`), regardless of the new"
                        + " default.";
    }

    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:=,+-]*") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String sentence(String text) {
        var words = prose(text, WORDS);
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
