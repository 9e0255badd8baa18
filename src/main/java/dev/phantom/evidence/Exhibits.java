package dev.phantom.evidence;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.evidence.EvidenceSource.Collected;
import dev.phantom.fault.Gap;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Puts what was collected into time order and numbers it.
public final class Exhibits {
    private Exhibits() {}

    /// The evidence of one drift: signals of every source, and the writes that made its changes.
    ///
    /// @param writes the stack's attributed writes; those that the drift names are taken
    public static Evidence of(StackId stack, Drift drift, Collection<Write> writes, List<Collected> collected) {
        var signals = Stream.concat(
                        writes(stack, drift, writes).stream(),
                        collected.stream().flatMap(c -> c.signals().stream()))
                .toList();
        var gaps = new LinkedHashSet<String>();
        collected.forEach(c -> gaps.addAll(Gap.texts(c.gaps())));
        var notAsked = collected.stream().flatMap(c -> c.notAsked().stream()).distinct();
        return new Evidence(number(signals), List.copyOf(gaps), notAsked.toList());
    }

    /// `E-01`, `E-02`, … in time order; equal signals once.
    static List<Exhibit> number(Collection<? extends Signal> signals) {
        var exhibits = new ArrayList<Exhibit>();
        signals.stream()
                .distinct()
                .sorted(Comparator.<Signal, java.time.Instant>comparing(Signal::at)
                        .thenComparing(s -> s.getClass().getSimpleName())
                        .thenComparing(Signal::summary))
                .forEach(s -> exhibits.add(new Exhibit("E-%02d".formatted(exhibits.size() + 1), s)));
        return List.copyOf(exhibits);
    }

    private static List<Signal> writes(StackId stack, Drift drift, Collection<Write> known) {
        Map<String, Occurred> named = new LinkedHashMap<>();
        drift.changes().stream()
                .map(Change::circumstances)
                .map(c -> c.occurred())
                .filter(o -> !o.eventId().isEmpty() && o.at() != null)
                .forEach(o -> named.putIfAbsent(o.eventId(), o));
        var signals = new ArrayList<Signal>();
        named.forEach((id, occurred) -> {
            var at = occurred.at();
            if (at != null) {
                var name = known.stream()
                        .filter(w -> w.eventId().equals(id))
                        .map(Write::name)
                        .findFirst()
                        .orElse("write");
                signals.add(new Signal.Write(at, id, occurred.actor(), summary(name, occurred), link(stack, id)));
            }
        });
        return signals;
    }

    private static String summary(String name, Occurred occurred) {
        var by = occurred.actor().isEmpty() ? "" : " by " + occurred.actor();
        var via = switch (occurred.via()) {
            case CONSOLE -> ", console";
            case CLI -> ", CLI";
            case SDK -> ", SDK";
            case IAC -> ", infrastructure tool";
            case CI -> ", CI";
            case AWS_SERVICE -> ", AWS itself";
            case UNKNOWN -> "";
        };
        return name + by + via;
    }

    private static String link(StackId stack, String eventId) {
        return stack.region().isEmpty() || !eventId.matches("[\\w-]+")
                ? ""
                : "https://%s.console.aws.amazon.com/cloudtrailv2/home?region=%s#/events/%s"
                        .formatted(stack.region(), stack.region(), eventId);
    }
}
