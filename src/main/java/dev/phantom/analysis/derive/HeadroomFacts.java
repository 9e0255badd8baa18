package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.measure.Capacity;
import dev.phantom.analysis.measure.Load;
import dev.phantom.analysis.measure.Load.InUse;
import dev.phantom.analysis.measure.Load.Measured;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Signal.Metric.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the safe size would have had to carry, in per cent of its capacity, and whether it ever did.
final class HeadroomFacts {
    private static final String TOPIC = "headroom";

    private final Capacity size;
    private final Optional<InUse> inUse;
    private final List<DerivedFact> facts = new ArrayList<>();

    private HeadroomFacts(Capacity size, Optional<InUse> inUse) {
        this.size = size;
        this.inUse = inUse;
    }

    /// Of the size that decides, by each metric that may be judged by.
    static List<DerivedFact> of(List<Capacity> sizes, Load load, Evidence evidence) {
        if (sizes.isEmpty() || !load.isKnown()) {
            return List.of();
        }
        var size = sizes.getFirst();
        var inUse = size.limit() ? Load.inService(evidence.exhibits()) : Optional.<InUse>empty();
        if (size.limit() && inUse.isEmpty()) {
            return List.of();
        }
        var headroom = new HeadroomFacts(size, inUse);
        load.measured().forEach(headroom::told);
        return headroom.facts;
    }

    private void told(Measured measured) {
        var metric = measured.metric();
        var phases = Stream.of(
                        phase("from the change until the trouble's end", earlier(measured)),
                        phase("since the change", metric.after() == null ? metric.during() : null),
                        phase("since the trouble's end", metric.after()))
                .flatMap(Optional::stream)
                .toList();
        if (phases.isEmpty()) {
            return;
        }
        facts.add(Wording.fact(
                TOPIC,
                "On %s %s the load would have taken, by %s, %s"
                        .formatted(size.path(), size.expected(), metric.name(), String.join("; ", phases)),
                cite(measured)));
        ever(measured);
    }

    /// Of a limit, what was in use is known for the last phase alone.
    private @Nullable Stats earlier(Measured measured) {
        return measured.metric().after() == null || inUse.isPresent()
                ? null
                : measured.metric().during();
    }

    private Optional<String> phase(String when, @Nullable Stats stats) {
        return stats == null
                ? Optional.empty()
                : Optional.of("%s of its capacity at p95 and %s at the peak %s"
                        .formatted(Wording.percent(onSafe(stats.p95())), Wording.percent(onSafe(stats.max())), when));
    }

    private double onSafe(double onLive) {
        return inUse.map(count -> size.onSafe(onLive, count.count())).orElseGet(() -> size.onSafe(onLive));
    }

    /// Before the change, the safe size ran: what it carried then is known.
    private void ever(Measured measured) {
        var before = measured.metric().before();
        var settled = measured.settled();
        if (before == null || settled == null) {
            return;
        }
        var today = onSafe(settled.p95());
        var carried = before.max() >= today;
        facts.add(Wording.fact(
                TOPIC,
                "Before the trouble or the change, %s %s ran at %s at p95 and %s at the peak by %s%s: today's load of %s at p95 is %s it was seen to carry"
                        .formatted(
                                size.path(),
                                size.expected(),
                                Wording.percent(before.p95()),
                                Wording.percent(before.max()),
                                measured.metric().name(),
                                onset(measured.metric().onset()),
                                Wording.percent(today),
                                carried ? "no more than" : "more than"),
                cite(measured)));
    }

    private static String onset(@Nullable Stats onset) {
        return onset == null
                ? ""
                : ", and from the trouble's begin until the change at %s at p95 and %s at the peak"
                        .formatted(Wording.percent(onset.p95()), Wording.percent(onset.max()));
    }

    private List<String> cite(Measured measured) {
        return Stream.concat(Stream.of(measured.exhibit()), inUse.map(InUse::exhibit).stream())
                .toList();
    }
}
