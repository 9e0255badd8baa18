package dev.phantom.pullrequest.body;

import dev.phantom.analysis.Recommendation;
import dev.phantom.pullrequest.DriftGroup;

/// What is said of other drift of the stack, after its names: how it is judged, and where it is settled.
record OtherDrift(PullRequestBody.Sibling sibling) {

    String words() {
        var judged = switch (sibling.group().recommendation()) {
            case LEGITIMIZE -> " is judged legitimate";
            case REFACTOR -> " is to be refactored";
            case REVERT -> " is to be reverted";
            case NEEDS_HUMAN -> " needs a person's decision";
        };
        return judged + where();
    }

    private String where() {
        if (sibling.hasPullRequest()) {
            return " in #" + sibling.number();
        }
        if (sibling.group().recommendation() == Recommendation.NEEDS_HUMAN) {
            return "; it has no pull request: change the template or AWS by hand";
        }
        return sibling.group().recommendation() != Recommendation.REVERT
                        || sibling.group().standing() instanceof DriftGroup.Standing.Declined
                ? ", without a pull request so far"
                : " too: apply its record in the same command";
    }
}
