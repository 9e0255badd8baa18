package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.analysis.Recommendation;
import dev.phantom.patch.PatchSet;
import java.util.stream.Collectors;

/// What merging does: to AWS, which is mostly nothing, and what the deployment after it has to be given.
record MergingSection(Recommendation recommendation, PatchSet patch, Redaction redaction, boolean minimal) {

    private static final int WORDS = 600;

    String render() {
        var deploy = minimal ? "" : sentence(redaction.of(patch.deploy()));
        var effect = switch (recommendation) {
            case LEGITIMIZE ->
                "Merging writes into the repository what already runs. "
                        + (deploy.isEmpty() ? "It changes nothing in AWS." : deploy);
            case REVERT ->
                "**Merging alone changes nothing in AWS.** It brings a reconcile record into the repository; what"
                        + " runs changes only when that record is applied.";
            case REFACTOR ->
                "Merging writes the proposed values into the repository. "
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
                : " The deployment has to pass "
                        + code(redaction.of("--parameter-overrides " + pairs), WORDS)
                        + ": a stack that exists keeps the value of a parameter that is not given"
                        + " (`UsePreviousValue`, which `aws cloudformation deploy` asks for by itself), whatever the"
                        + " new default says.";
    }

    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:=,+-]*") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String sentence(String text) {
        var words = prose(text, WORDS);
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
