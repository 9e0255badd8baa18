package dev.phantom.pullrequest.rule;

import dev.phantom.drift.Drift;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.pullrequest.body.OutsideText;
import dev.phantom.pullrequest.body.PullRequestBody;
import java.util.List;
import java.util.stream.Collectors;

/// The pull request that proposes to keep what a person asked to keep.
///
/// @param author who asked
/// @param number of the pull request where it was asked
/// @param drifts what is kept
record KeepProposal(KeepOrder order, String author, int number, List<Drift> drifts, List<IgnoreRule> rules) {

    private static final int NAME = 130;

    RuleProposal of(String name, String text) {
        var resources = drifts.stream().map(Drift::logicalId).distinct().toList();
        var shown = OutsideText.title(resources.stream().limit(3).collect(Collectors.joining(", ")), NAME)
                + (resources.size() > 3 ? " and " + (resources.size() - 3) + " more" : "");
        var title = "[phantom] keep the live state of " + shown + " until " + order.until();
        var body = "**Summary.** " + OutsideText.prose(author, NAME) + " asked in #" + number
                + " to keep the live state until " + order.until() + ": " + OutsideText.prose(order.reason(), 300)
                + "\n\n"
                + PullRequestBody.list(
                        "**What is kept**\n",
                        rules.stream().map(KeepProposal::place).toList())
                + "\n\n**What merging does.** It changes nothing in AWS and nothing in a template. Until "
                + order.until() + " these changes are listed as ignored in every report, with the reason, and #"
                + number
                + " is closed; from the day after, they are reported again. Closing this is a \"no\": then #" + number
                + " stays as it is.";
        return new RuleProposal(name, ".phantom/ignore.yaml", text, "keep", title, body);
    }

    private static String place(IgnoreRule rule) {
        var resource = OutsideText.code(rule.resource(), NAME);
        return rule.path() == null
                ? resource + ", the whole resource"
                : resource + " " + OutsideText.code(rule.path().toString(), NAME);
    }
}
