package dev.phantom.severity;

import dev.phantom.value.PropertyPath;
import java.util.List;

/// Something risky that one side's model shows, whether the other side shows it too or not.
///
/// @param key   what makes it the same risk on both sides: no list indexes
/// @param path  where this side has it
/// @param title   for people: what is so
/// @param reasons what made the level; none where the rule's level is all
public record Risk(String key, PropertyPath path, Severity level, String title, List<String> reasons) {
    public Risk {
        reasons = List.copyOf(reasons);
    }

    public Risk(String key, PropertyPath path, Severity level, String title) {
        this(key, path, level, title, List.of());
    }
}
