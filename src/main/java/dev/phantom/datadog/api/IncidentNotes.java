package dev.phantom.datadog.api;

import dev.phantom.evidence.Signal.Note;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Impacts of an incident and cells of its timeline, in time order. A cell's text is a text, or lies in an object of
/// the same name, as it does when one writes a cell.
final class IncidentNotes {
    private IncidentNotes() {}

    static List<Note> of(@Nullable Object data) {
        return (data instanceof List<?> rows ? rows : List.of())
                .stream()
                        .map(row -> Wire.at(row, "attributes"))
                        .flatMap(attributes -> note(attributes).stream())
                        .sorted(Comparator.comparing(Note::at, Comparator.nullsFirst(Comparator.naturalOrder())))
                        .toList();
    }

    private static Optional<Note> note(@Nullable Object attributes) {
        var content = Wire.at(attributes, "content");
        var text = Stream.of(
                        Wire.at(attributes, "description"),
                        content instanceof String ? content : null,
                        Wire.at(content, "content"),
                        Wire.at(content, "message"))
                .flatMap(Stream::ofNullable)
                .map(Object::toString)
                .filter(said -> !said.isBlank())
                .findFirst();
        return text.map(said -> new Note(
                first(attributes, "start_at", "display_time", "created", "timestamp"),
                first(attributes, "end_at"),
                said));
    }

    private static @Nullable Instant first(@Nullable Object attributes, String... names) {
        for (var name : names) {
            var at = Wire.instant(Wire.at(attributes, name));
            if (at != null) {
                return at;
            }
        }
        return null;
    }
}
