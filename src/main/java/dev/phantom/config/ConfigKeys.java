package dev.phantom.config;

import static java.util.Map.entry;

import dev.phantom.fault.Nearest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every key of `phantom.yaml`, by the section that it stands in.
final class ConfigKeys {

    private static final List<String> QUIET = List.of("from", "to", "zone");
    private static final List<String> CHANNEL = List.of("severities", "environments", "quiet");

    private static final List<Map.Entry<String, List<String>>> KNOWN = List.of(
            entry(
                    "",
                    List.of(
                            "version",
                            "defaults",
                            "safe",
                            "github",
                            "datadog",
                            "evidence",
                            "analyst",
                            "policy",
                            "secrets",
                            "severity",
                            "stacks",
                            "accounts",
                            "telemetry",
                            "notify",
                            "limits")),
            entry("defaults", List.of("region", "environment", "mode", "privacy")),
            entry("safe", List.of("folder")),
            entry("secrets", List.of("shownVariables")),
            entry("github", List.of("repository", "base", "roots")),
            entry(
                    "datadog",
                    List.of(
                            "site",
                            "send",
                            "callsPerDrift",
                            "dependencies",
                            "runIntervalMinutes",
                            "production",
                            "alertHandles")),
            entry("datadog.dependencies", List.of("service", "calls")),
            entry("evidence", List.of("send")),
            entry("analyst", List.of("kind", "provider", "model", "budgetUsd")),
            entry("analyst.model", List.of("default", "critical")),
            entry("policy", List.of("draftBelow", "maxOpenPullRequests", "maxPerStack", "proof", "paused", "reverts")),
            entry("policy.reverts", List.of("updateResource")),
            entry("severity", List.of("cost")),
            entry(
                    "severity.cost",
                    List.of(
                            "medium",
                            "high",
                            "critical",
                            "mediumPercent",
                            "highPercent",
                            "mediumPercentFrom",
                            "highPercentFrom")),
            entry(
                    "stacks",
                    List.of(
                            "name",
                            "account",
                            "region",
                            "environment",
                            "mode",
                            "format",
                            "template",
                            "parameters",
                            "directory",
                            "workspace",
                            "varFiles",
                            "plan",
                            "service",
                            "team")),
            entry("accounts", List.of("roleName", "externalId")),
            entry("telemetry", List.of("otlp")),
            entry(
                    "notify",
                    List.of("severities", "environments", "quiet", "slack", "teams", "pagerduty", "webhook", "email")),
            entry("notify.quiet", QUIET),
            entry("notify.slack", CHANNEL),
            entry("notify.slack.quiet", QUIET),
            entry("notify.teams", CHANNEL),
            entry("notify.teams.quiet", QUIET),
            entry("notify.pagerduty", List.of("environments", "quiet")),
            entry("notify.pagerduty.quiet", QUIET),
            entry("notify.webhook", CHANNEL),
            entry("notify.webhook.quiet", QUIET),
            entry("notify.email", CHANNEL),
            entry("notify.email.quiet", QUIET),
            entry("limits", List.of("callSeconds", "modelCallSeconds", "stackSeconds", "responseMegabytes")));

    private ConfigKeys() {}

    /// Notes every key that nobody knows: a misspelt one makes others look missing, so these are told first.
    static void check(ConfigNode root, ConfigProblems problems) {
        for (var section : KNOWN) {
            problems.of(() -> nodes(root, section.getKey()).toList())
                    .ifPresent(nodes -> nodes.forEach(node -> problems.of(() -> {
                        node.unknownKeys(section.getValue(), key -> instead(key, section.getValue()))
                                .forEach(problems::add);
                        return node;
                    })));
        }
    }

    private static Stream<ConfigNode> nodes(ConfigNode root, String section) {
        return switch (section) {
            case "" -> Stream.of(root);
            case "stacks" -> root.get(section).items().stream();
            case "datadog.dependencies" -> root.get("datadog").get("dependencies").items().stream();
            default -> {
                var node = root;
                for (var key : section.split("\\.")) {
                    node = node.get(key);
                }
                yield Stream.of(node);
            }
        };
    }

    private static String instead(String key, List<String> here) {
        var elsewhere = KNOWN.stream()
                .filter(s -> s.getValue().contains(key))
                .map(s -> s.getKey().isEmpty() ? "the top level" : s.getKey())
                .toList();
        return elsewhere.isEmpty()
                ? "did you mean '" + Nearest.of(key, here).orElse("") + "'?"
                : "'" + key + "' is a key of " + String.join(", ", elsewhere);
    }
}
