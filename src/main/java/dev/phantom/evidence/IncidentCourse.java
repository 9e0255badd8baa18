package dev.phantom.evidence;

import dev.phantom.evidence.Signal.Note;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The course of an incident. A time is null if it is not recorded.
///
/// @param stable   when its people called it stable
/// @param services that they named
/// @param fields   what else they wrote down, by name: `root_cause`, `summary`
/// @param impacts  what customers met, each with its time
/// @param timeline what was written while it lasted
public record IncidentCourse(
        @Nullable Instant declared,
        @Nullable Instant impactStart,
        @Nullable Instant impactEnd,
        @Nullable Instant stable,
        @Nullable Instant resolved,
        List<String> services,
        Map<String, String> fields,
        List<Note> impacts,
        List<Note> timeline) {

    public static final IncidentCourse UNKNOWN =
            new IncidentCourse(null, null, null, null, null, List.of(), Map.of(), List.of(), List.of());

    public IncidentCourse {
        services = List.copyOf(services);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        impacts = List.copyOf(impacts);
        timeline = List.copyOf(timeline);
    }

    IncidentCourse mapText(UnaryOperator<String> words) {
        var said = new LinkedHashMap<String, String>();
        fields.forEach((name, text) -> said.put(words.apply(name), words.apply(text)));
        return new IncidentCourse(
                declared,
                impactStart,
                impactEnd,
                stable,
                resolved,
                services.stream().map(words).toList(),
                said,
                Note.mapped(impacts, words),
                Note.mapped(timeline, words));
    }
}
