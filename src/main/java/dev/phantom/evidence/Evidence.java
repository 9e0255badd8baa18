package dev.phantom.evidence;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What was collected for one drift, in time order.
///
/// @param gaps     what could not be collected and why, in words for people
/// @param notAsked what nobody looked for and why, by type or signal: a case never claims to be complete
public record Evidence(List<Exhibit> exhibits, List<String> gaps, List<String> notAsked) {

    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of());

    public Evidence {
        exhibits = List.copyOf(exhibits);
        gaps = List.copyOf(gaps);
        notAsked = List.copyOf(notAsked);
    }

    /// With more that could not be collected.
    public Evidence lacking(List<String> more) {
        return new Evidence(
                exhibits, Stream.concat(gaps.stream(), more.stream()).toList(), notAsked);
    }

    /// What a reader of the case has to do without: what failed, and what was not looked for.
    public List<String> absent() {
        return Stream.concat(gaps.stream(), notAsked.stream()).toList();
    }

    /// The same with other words.
    public Evidence mapText(UnaryOperator<String> words) {
        return new Evidence(
                exhibits.stream()
                        .map(e -> new Exhibit(e.id(), e.signal().mapText(words)))
                        .toList(),
                gaps.stream().map(words).toList(),
                notAsked.stream().map(words).toList());
    }
}
