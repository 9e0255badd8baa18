package dev.phantom.analysis.measure;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Stats;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What work that was turned away says of a size: it was full with the load that it had then, whatever its quota says.
/// Another dimension of the same size was, or some of its parts were hotter than others
/// (docs.aws.amazon.com/streams/latest/dev/troubleshooting-producers.html, "hot shards";
/// docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html).
final class TurnedAway {
    private TurnedAway() {}

    /// Whether work was turned away before the change, often enough to be no single moment.
    static boolean onSafe(Metric refusals) {
        return many(refusals.onset()) || many(refusals.before());
    }

    private static boolean many(@Nullable Stats stats) {
        return stats != null && stats.p95() > 0;
    }

    /// The load of now in a unit in which the safe size was full when it turned work away.
    static Strain squeezed(Strain strain, Metric metric, List<Exhibit> refusals) {
        var usual = metric.before();
        if (strain.kind() != Strain.Kind.RATE || strain.before() <= 0 || usual == null || usual.p95() <= 0) {
            return strain;
        }
        return refusals.stream()
                .map(e -> (Metric) e.signal())
                .filter(r -> sameSide(r.name(), metric.name()))
                .flatMap(r -> Stream.ofNullable(many(r.onset()) ? metric.onset() : usual))
                .mapToDouble(then -> strain.before() / 100 * then.p95() / usual.p95())
                .filter(share -> share > 0 && share < 1)
                .min()
                .stream()
                .mapToObj(share -> strain.times(1 / share))
                .findFirst()
                .orElse(strain);
    }

    /// Reads that are turned away say nothing of writes.
    private static boolean sameSide(String refusal, String load) {
        return !(refusal.contains("read") && (load.contains("write") || load.contains("incoming")))
                && !(refusal.contains("write") && load.contains("read"));
    }
}
