package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.code;
import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.drift.Change;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.severity.Finding;
import java.util.Comparator;
import java.util.stream.Collectors;

/// The resources of a group, each with the worst that is to be said of it: what a reader must know before anything
/// else.
///
/// @param minimal the names alone
record Gist(DriftGroup group, Redaction redaction, boolean minimal) {
    private static final int NAMED = 5;
    private static final int NAME = 130;
    private static final int WORDS = 120;
    private static final int VALUE = 60;

    String text() {
        var members = group.mostSevereFirst();
        return members.stream().limit(NAMED).map(this::of).distinct().collect(Collectors.joining(", "))
                + (members.size() > NAMED ? " and " + (members.size() - NAMED) + " more" : "");
    }

    private String of(Decision member) {
        var name = code(redaction.of(member.drift().logicalId()), NAME);
        var changes = member.drift().changes();
        if (minimal || changes.isEmpty()) {
            return name;
        }
        var worst = member.file().assessment().findings().stream()
                .filter(Finding::security)
                .max(Comparator.comparing(Finding::level))
                .map(finding -> prose(redaction.of(finding.title()), WORDS))
                .orElseGet(() -> change(changes.getFirst()));
        var more = changes.size() > 1 ? " and more" : "";
        return name + " (" + worst + more + ")";
    }

    private String change(Change change) {
        var path = change.path().isRoot() ? "" : shown(change.path().toString()) + " ";
        return path
                + change.expectedValue().map(v -> shown(ValueText.of(v))).orElse("not set")
                + " → "
                + change.actualValue().map(v -> shown(ValueText.of(v))).orElse("not set");
    }

    private String shown(String text) {
        return code(redaction.of(text), VALUE);
    }
}
