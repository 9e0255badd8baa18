package dev.phantom.docs;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.severity.SeverityRule.Card;
import dev.phantom.severity.control.Control;
import dev.phantom.severity.control.Controls;
import dev.phantom.severity.control.EmbeddedControls;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `docs/rules.md`.
final class RulesPage {

    private RulesPage() {}

    static String text() {
        var controls = controls(EmbeddedControls.controls());
        var sections = RuleCatalogue.RULES.stream()
                .map(rule ->
                        section(rule.card(), controls.getOrDefault(rule.card().id(), List.of())))
                .collect(Collectors.joining("\n"));
        return """
                # Severity rules

                A rule fires only on what live newly shows against the
                safe state: a change back to safety is never a finding. The floor of a drift's severity is its highest finding,
                and at least the base of what no rule speaks of: a deleted resource is high; a declared property in production
                is medium (an unknown environment counts as production), a protection is medium anywhere; the rest is low.

                Most rules are catalogues of [controls](controls.md). A control's level is that of AWS Security Hub's control where
                one is named; what data in production, reachability and the environment make of it: [ADR 37](adr/0037-severity-levels.md).

                """ + sections;
    }

    private static Map<String, List<Control>> controls(Controls all) {
        return Known.TYPES.types().stream()
                .map(type -> type.substring(0, type.lastIndexOf("::")).replace("::", "-"))
                .distinct()
                .flatMap(service -> all.ofService(service).stream())
                .collect(Collectors.groupingBy(Control::rule));
    }

    private static String section(Card c, List<Control> controls) {
        var head = "## %s %s\n\n%s\n\nReference: <%s>\n".formatted(c.id(), c.title(), c.why(), c.reference());
        return controls.isEmpty()
                ? head
                : head + "\n| control | level | AWS | what is so then |\n|---|---|---|---|\n"
                        + controls.stream().map(RulesPage::row).collect(Collectors.joining());
    }

    private static String row(Control c) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        c.id(),
                        c.level().text(),
                        c.aws().isEmpty() ? "" : "[%s](%s)".formatted(c.aws(), c.page()),
                        c.title().replaceAll("%(\\d\\$)?s", "…"));
    }
}
