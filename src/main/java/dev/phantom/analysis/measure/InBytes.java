package dev.phantom.analysis.measure;

import dev.phantom.analysis.measure.Strain.Kind;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Signal.Metric;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Metrics that tell bytes, against what a size has of them.
final class InBytes {
    private static final Pattern VOLUME = Pattern.compile(".*/(VolumeSize|AllocatedStorage)");

    private InBytes() {}

    static Optional<Change.NotEqual> volume(Drift drift) {
        return drift.changes().stream()
                .filter(c -> VOLUME.matcher(c.path().toString()).matches())
                .flatMap(c -> c instanceof Change.NotEqual n ? Stream.of(n) : Stream.<Change.NotEqual>empty())
                .findFirst();
    }

    /// What is stored is the volume without what is free. The free space of the fullest is told, in its unit.
    static Optional<Strain> stored(String id, Metric m, Change.NotEqual change) {
        var safe = Numbers.of(change.expected());
        var live = Numbers.of(change.actual());
        var free = m.settled();
        var unit = gibibytes(m.unit());
        if (safe <= 0 || live <= 0 || free == null || unit == 0) {
            return Optional.empty();
        }
        var most = live - Recent.least(m, free) * unit;
        var grows = Growth.growth(free, unit, true);
        return Optional.of(new Strain(
                change.path().toString(), id, m.name(), Kind.STORAGE, live, safe, most, most, -1, grows, false));
    }

    /// Memory that is in use, of that which a class has.
    static Optional<Strain> inUse(String id, Metric m, Capacity size, Recent now) {
        var unit = gibibytes(m.unit());
        return unit == 0
                ? Optional.empty()
                : InstanceSize.memory(size.expected())
                        .flatMap(safe -> InstanceSize.memory(size.actual())
                                .map(live -> new Strain(
                                        size.path().toString(),
                                        id,
                                        m.name(),
                                        Kind.MEMORY,
                                        live,
                                        safe,
                                        now.p95() * unit,
                                        now.max() * unit,
                                        m.before() == null
                                                ? -1
                                                : 100 * m.before().p95() * unit / safe,
                                        m.settled() == null || Growth.over(m)
                                                ? 0
                                                : Growth.growth(m.settled(), unit, false),
                                        now.episode())));
    }

    private static double gibibytes(String unit) {
        return switch (unit) {
            case "byte" -> 1.0 / (1L << 30);
            case "kibibyte" -> 1.0 / (1L << 20);
            case "mebibyte", "megabyte" -> 1.0 / (1L << 10);
            case "gibibyte", "gigabyte" -> 1;
            default -> 0;
        };
    }
}
