package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.cost.CostSum;
import dev.phantom.patch.PatchSet;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import java.util.Comparator;

/// What a reviewer decides by: what it is about, the verdict, why, and what to do next.
///
/// @param unready why it is not to be merged yet; empty if it is
/// @param after   pull requests that go first: `#1, #2`; empty if none
record Screen(DriftGroup group, PatchSet patch, Redaction redaction, boolean minimal, String unready, String after) {

    private static final int WORDS = 600;
    private static final int PATH = 200;

    String notReady() {
        return unready.isEmpty() ? "" : "**Not ready.** " + unready + ".";
    }

    /// The difference, and who made it.
    String what() {
        var occurred = group.mostSevereFirst().getFirst().occurred();
        var when = occurred.at() == null ? "" : "; it was changed by " + DriftSection.moment(occurred, redaction);
        return "**Summary.** The live state of " + new Gist(group, redaction, minimal).text()
                + " differs from the repository" + (minimal || group.members().size() > 1 ? "" : when) + ".";
    }

    String verdict() {
        var opinion = group.members().getFirst().verdict().opinion();
        var confidence = group.members().stream()
                .map(d -> d.verdict().opinion().confidence())
                .min(Comparator.comparing(Confidence::level))
                .orElse(opinion.confidence());
        var cost = group.members().stream().map(Decision::cost).reduce(CostSum.NOTHING, CostSum::plus);
        return "**Verdict: " + group.recommendation().text() + ".** Severity "
                + group.severity().text() + ", confidence "
                + confidence.text()
                + (cost.monthly() == null || cost.monthly().signum() == 0 ? "" : ", " + cost.words("USD a month"))
                + ".";
    }

    /// The first two sentences of the reasoning; of several drifts those of the most severe one.
    String why() {
        var first = group.mostSevereFirst().getFirst();
        var reasoning = first.verdict().opinion().reasoning();
        if (redaction.hidesEvidence() || reasoning.isBlank()) {
            return "**Why.** " + judged();
        }
        var sentences = reasoning.strip().split("(?<=[.!?])\\s+(?=[\\p{Lu}/])", 3);
        var two = sentences[0] + (sentences.length > 1 ? " " + sentences[1] : "");
        var whose = group.members().size() > 1 ? code(redaction.of(first.drift().logicalId()), 130) + ": " : "";
        return "**Why.** " + whose + prose(redaction.of(two), WORDS);
    }

    private String judged() {
        var several = group.members().size() > 1;
        var changes = several ? "The changes are judged " : "The change is judged ";
        return switch (group.recommendation()) {
            case LEGITIMIZE -> changes + "legitimate.";
            case REVERT -> changes + "wrong or no longer needed.";
            case REFACTOR -> "The intent is judged right, the values are not.";
            case NEEDS_HUMAN -> "A person must decide.";
        };
    }

    String next() {
        return "**What to do next.** " + step() + " To reject it, close it; to postpone it, comment"
                + " `/phantom keep until DATE \"reason\"`.";
    }

    private String step() {
        var merge = unready.isEmpty() || !after.isEmpty()
                ? "Merge it" + (after.isEmpty() ? "" : " after " + after)
                : "Review it; merge it when it is ready";
        return switch (group.recommendation()) {
            case REVERT -> merge + ", then run `phantom reconcile apply" + file() + "`.";
            case LEGITIMIZE -> merge + "; nothing else has to be done.";
            case REFACTOR ->
                merge + (group.stack().planned() == null ? ", then deploy the stack." : ", then run `terraform apply`.");
            case NEEDS_HUMAN -> "Decide.";
        };
    }

    /// The record that the command takes, where it can be named without a change.
    private String file() {
        return patch.edits().stream()
                .map(PatchSet.FileEdit::path)
                .filter(path -> path.length() < PATH && path.matches("[A-Za-z0-9_./-]+"))
                .findFirst()
                .filter(path -> group.recommendation() == Recommendation.REVERT)
                .map(path -> " " + path)
                .orElse("");
    }
}
