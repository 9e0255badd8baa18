package dev.phantom.analysis.prompt;

import dev.phantom.evidence.Window;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// The parts of a case in the order in which a person would read them.
final class PromptOrder {

    private static final List<String> FIRST = List.of("stack", "architecture", "commits", "decisions", "drift");
    private static final List<String> THEN = List.of("session", "facts", "window", "evidence");

    private PromptOrder() {}

    /// @param read the case, with what surrounds the drift under `background`
    static MapValue of(MapValue read, Window window) {
        var parts = new LinkedHashMap<String, Value>(read.entries());
        if (parts.remove("background") instanceof MapValue background) {
            parts.putAll(background.entries());
        }
        if (parts.get("window") instanceof MapValue dates) {
            parts.put("window", withWeekdays(dates, window));
        }
        var ordered = new LinkedHashMap<String, Value>();
        ordered.put("now", Value.string(now(window.to())));
        FIRST.forEach(part -> move(part, parts, ordered));
        THEN.forEach(part -> move(part, parts, ordered));
        ordered.putAll(parts);
        return new MapValue(ordered);
    }

    private static void move(String part, LinkedHashMap<String, Value> from, LinkedHashMap<String, Value> to) {
        var value = from.remove(part);
        if (value != null) {
            to.put(part, value);
        }
    }

    /// Load has a weekly rhythm, and a model does no calendar.
    private static MapValue withWeekdays(MapValue dates, Window window) {
        var all = new LinkedHashMap<String, Value>(dates.entries());
        all.put("changedOn", Value.string(weekday(window.changedAt())));
        all.put("endsOn", Value.string(weekday(window.to())));
        return new MapValue(all);
    }

    private static String now(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES) + ", " + weekday(instant);
    }

    private static String weekday(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " (UTC)";
    }
}
