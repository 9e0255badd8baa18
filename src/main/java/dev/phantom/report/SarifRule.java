package dev.phantom.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule.Card;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A rule as code scanning shows it: a severity rule under its own id, or one of five kinds of drift that no severity
/// rule speaks of.
///
/// @param card     what the rule says of itself
/// @param security whether it is a security finding, to which code scanning gives a severity of its own
record SarifRule(Card card, boolean security) {

    private static final String DRIFT =
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html";
    private static final String UNMANAGED =
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/generate-IaC.html";

    private static final Map<String, Card> SEVERITY = RuleCatalogue.RULES.stream()
            .map(rule -> rule.card())
            .collect(Collectors.toUnmodifiableMap(Card::id, Function.identity()));

    static SarifRule of(Finding finding) {
        var card = SEVERITY.getOrDefault(
                finding.rule(), new Card(finding.rule(), finding.title(), finding.title(), finding.reference()));
        return new SarifRule(card, finding.security());
    }

    static SarifRule of(Change change) {
        return switch (change) {
            case Change.NotEqual n ->
                drift(
                        "CHANGED",
                        "a property differs from the template",
                        "It was changed outside the repository; a later deployment may undo that, or fail because of it.");
            case Change.Remove r ->
                drift(
                        "REMOVED",
                        "a property that the template sets is missing",
                        "It was removed outside the repository; a later deployment may restore it, or fail because of it.");
            case Change.Add a ->
                drift(
                        "ADDED",
                        "a property is set that the template does not declare",
                        "It was added outside the repository; CloudFormation neither manages nor removes it.");
        };
    }

    static SarifRule of(Drift.Status status) {
        return switch (status) {
            case DELETED ->
                drift(
                        "DELETED",
                        "a resource of the template no longer exists",
                        "It was deleted outside the repository; updates of its stack fail because of it.");
            case UNMANAGED ->
                new SarifRule(
                        new Card(
                                "PH-DRIFT-UNMANAGED",
                                "a resource belongs to no stack",
                                "It is related to the resources of a stack, but no template can restore it if it is lost.",
                                UNMANAGED),
                        false);
            case MODIFIED ->
                drift(
                        "CHANGED",
                        "a property differs from the template",
                        "It was changed outside the repository; a later deployment may undo that, or fail because of it.");
        };
    }

    private static SarifRule drift(String kind, String title, String why) {
        return new SarifRule(new Card("PH-DRIFT-" + kind, title, why, DRIFT), false);
    }

    String id() {
        return card.id();
    }

    /// @param highest severity among the rule's results: code scanning knows one for all of them
    void write(ArrayNode rules, Severity highest) {
        var node = rules.addObject().put("id", id()).put("name", name());
        text(node, "shortDescription", sentence(card.title()));
        text(node, "fullDescription", card.why());
        node.put("helpUri", card.reference());
        text(node, "help", card.why() + "\n\nReference: " + card.reference())
                .put("markdown", card.why() + "\n\nReference: <" + card.reference() + ">");
        node.putObject("defaultConfiguration").put("level", level(highest));
        var properties = node.putObject("properties");
        properties.putArray("tags").add(security ? "security" : "drift");
        if (security) {
            properties.put("security-severity", score(highest));
        }
        properties.put("problem.severity", problem(highest)).put("precision", "high");
    }

    private static ObjectNode text(ObjectNode node, String key, String text) {
        return node.putObject(key).put("text", text);
    }

    /// `APortIsOpenToTheWorld`.
    private String name() {
        return Arrays.stream(card.title().split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(SarifRule::upper)
                .collect(Collectors.joining());
    }

    private static String sentence(String title) {
        return upper(title) + ".";
    }

    private static String upper(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    private static String problem(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "recommendation";
        };
    }

    /// In the middle of what code scanning calls critical (above 9.0), high (7.0), medium (4.0) and low.
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
        };
    }
}
