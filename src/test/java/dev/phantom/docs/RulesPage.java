package dev.phantom.docs;

import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.stream.Collectors;

/// `docs/rules.md`.
final class RulesPage {

    private RulesPage() {}

    static String text() {
        var sections = RuleCatalogue.RULES.stream()
                .map(SeverityRule::card)
                .map(c -> "## %s %s\n\n%s\n\nReference: <%s>\n".formatted(c.id(), c.title(), c.why(), c.reference()))
                .collect(Collectors.joining("\n"));
        return """
                # Severity rules

                A rule fires only on what live newly shows against the
                safe state: a change back to safety is never a finding. The floor of a drift's severity is its highest finding,
                and at least the base of its kind: a deleted resource is high; a declared property in production is medium
                (an unknown environment counts as production), a protection is medium anywhere; the rest is low.

                """ + sections;
    }
}
