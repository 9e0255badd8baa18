package dev.phantom.evidence;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What was collected for one drift, in time order.
///
/// @param gaps what could not be collected and why, in words for people
public record Evidence(List<Exhibit> exhibits, List<String> gaps) {

    public static final Evidence NONE = new Evidence(List.of(), List.of());

    public Evidence {
        exhibits = List.copyOf(exhibits);
        gaps = List.copyOf(gaps);
    }

    /// With more that could not be collected.
    public Evidence lacking(List<String> more) {
        return new Evidence(
                exhibits, Stream.concat(gaps.stream(), more.stream()).toList());
    }

    /// The same with other words.
    public Evidence mapText(UnaryOperator<String> words) {
        return new Evidence(
                exhibits.stream()
                        .map(e -> new Exhibit(e.id(), e.signal().mapText(words)))
                        .toList(),
                gaps.stream().map(words).toList());
    }
}
