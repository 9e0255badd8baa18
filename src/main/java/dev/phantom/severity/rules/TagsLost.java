package dev.phantom.severity.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import java.util.List;

/// A resource that had tags and has none.
final class TagsLost implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-026",
            "a resource lost its tags",
            "Owners, costs and policies that go by tags no longer find it.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/standards-tagging.html");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        return subject.drift().changes().stream()
                .filter(change -> change instanceof Change.Remove
                        && change.path().segments().size() == 1
                        && change.path().last().endsWith("Tags"))
                .map(change -> new Finding(
                        CARD.id(), Severity.LOW, change.path(), "the resource has no tags", false, CARD.reference()))
                .toList();
    }
}
