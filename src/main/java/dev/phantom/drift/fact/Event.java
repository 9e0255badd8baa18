package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A CloudTrail event that writes properties of the type.
///
/// @param name       of the API's operation: `UpdateFunctionConfiguration`. CloudTrail may add date and version to
/// it, as in
///                   `UpdateFunctionConfiguration20150331v2` or `UpdateDistribution2020_05_31`
/// @param from       its event source: `s3.amazonaws.com`; empty for any
/// @param writes     what every such event writes
/// @param parameters request parameters (dotted) that write a property which is not called like them. Parameters
/// that
///                   are called like a property, case aside, write that one and are not listed
public record Event(
        String name, String from, List<PropertyPath> writes, Map<String, PropertyPath> parameters, FactSource source)
        implements Fact {
    private static final Pattern VERSION = Pattern.compile("(19|20)\\d\\d_?\\d\\d_?\\d\\d(v\\d+)?$");

    public Event {
        writes = List.copyOf(writes);
        parameters = Map.copyOf(parameters);
    }

    @Override
    public PropertyPath path() {
        return PropertyPath.ROOT;
    }

    public boolean matches(String eventSource, String eventName) {
        return (from.isEmpty() || from.equals(eventSource))
                && (name.equals(eventName)
                        || name.equals(VERSION.matcher(eventName).replaceFirst("")));
    }
}
