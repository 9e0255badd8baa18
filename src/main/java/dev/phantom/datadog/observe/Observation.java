package dev.phantom.datadog.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What was seen of one service.
///
/// @param service its name, or words for all of them
record Observation(String service, List<Section> sections) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULE = "=".repeat(50);

    Observation {
        sections = List.copyOf(sections);
    }

    boolean any(Predicate<Section> what) {
        return sections.stream().anyMatch(what);
    }

    boolean all(Predicate<Section> what) {
        return sections.stream().allMatch(what);
    }

    /// Whether there was nothing, and everything was asked.
    boolean silent() {
        return all(section -> !section.failed() && section.lines().isEmpty());
    }

    /// For a program.
    ObjectNode json(Observer.Presence presence) {
        var node = JSON.createObjectNode().put("service", service);
        node.put("presence", presence.name().toLowerCase(Locale.ROOT));
        for (var section : sections) {
            var block = node.putObject(section.heading().toLowerCase(Locale.ROOT));
            block.set("items", JSON.valueToTree(section.items()));
            block.set("notes", JSON.valueToTree(section.notes()));
            block.put("failed", section.failed() ? section.refused() : null);
        }
        return node;
    }

    /// The shape users know.
    String text() {
        var text = new StringBuilder();
        text.append(RULE).append('\n');
        text.append("  Observability data for: ")
                .append(TerminalText.of(service))
                .append('\n');
        text.append(RULE).append('\n');
        for (var section : sections) {
            text.append("\n--- ").append(section.heading()).append(" ---\n");
            section.lines().forEach(line -> text.append("  ").append(line).append('\n'));
            if (section.failed()) {
                text.append("  (failed: ")
                        .append(TerminalText.of(section.refused()))
                        .append(")\n");
            } else if (section.lines().isEmpty()) {
                text.append("  (none)\n");
            }
            section.notes()
                    .forEach(note ->
                            text.append("  (").append(TerminalText.of(note)).append(")\n"));
        }
        return text.toString();
    }
}
