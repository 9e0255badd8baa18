package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.SeverityRule;
import java.util.List;
import java.util.stream.Stream;

/// A rule that is partly logic, partly controls.
record Joined(SeverityRule logic, SeverityRule controls) implements SeverityRule {
    @Override
    public Card card() {
        return controls.card();
    }

    @Override
    public List<Finding> findings(Subject subject) {
        return Stream.concat(logic.findings(subject).stream(), controls.findings(subject).stream())
                .distinct()
                .toList();
    }
}
