package dev.phantom.analysis.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A change of size: how much more, or less, live has than the safe state.
///
/// @param path  the property that decides
/// @param ratio live ÷ safe
record Capacity(PropertyPath path, String expected, String actual, BigDecimal ratio) {
    private static final Set<String> CLASSES = Set.of(
            "InstanceType",
            "DBInstanceClass",
            "CacheNodeType",
            "NodeType",
            "ReplicationInstanceClass",
            "InstanceClass");
    private static final Set<String> LIMITS = Set.of("MaxSize", "MaxCapacity");

    /// The order decides which of several is the size: what is wanted before its bounds.
    private static final List<String> COUNTS = List.of(
            "DesiredCapacity",
            "DesiredCount",
            "NumCacheNodes",
            "NumCacheClusters",
            "NumberOfNodes",
            "ShardCount",
            "ReadCapacityUnits",
            "WriteCapacityUnits",
            "ProvisionedConcurrentExecutions",
            "ReservedConcurrentExecutions",
            "MemorySize",
            "Cpu",
            "Memory",
            "InstanceCount",
            "MinSize",
            "MinCapacity",
            "MaxSize",
            "MaxCapacity");

    /// The size changes of a drift, the deciding one first.
    static List<Capacity> of(Drift drift) {
        return drift.changes().stream()
                .flatMap(c -> of(c).stream())
                .sorted(Comparator.comparingInt(c -> COUNTS.indexOf(c.path().last())))
                .toList();
    }

    boolean up() {
        return ratio.compareTo(BigDecimal.ONE) > 0;
    }

    /// What the utilisation on live's size would be on the safe state's.
    double onSafe(double onLive) {
        return onLive * ratio.doubleValue();
    }

    /// A limit says how much there may be, not how much there is.
    boolean limit() {
        return LIMITS.contains(path.last());
    }

    /// What the utilisation would be if no more than the safe state's limit were in use.
    double onSafe(double onLive, double inUse) {
        return onLive * Math.max(1, inUse / Double.parseDouble(expected));
    }

    /// Sizes between safe and live, smallest first.
    List<Capacity> between() {
        var small = InstanceSize.parse(expected);
        var big = InstanceSize.parse(actual);
        if (small.isPresent() && big.isPresent()) {
            return InstanceSize.between(small.get(), big.get()).stream()
                    .map(s -> new Capacity(
                            path,
                            expected,
                            s.name(),
                            s.units().divide(small.get().units(), MathContext.DECIMAL32)))
                    .toList();
        }
        int low = new BigDecimal(expected).intValue();
        int high = new BigDecimal(actual).intValue();
        return IntStream.range(low + 1, Math.max(low + 1, high))
                .limit(1000)
                .mapToObj(n -> new Capacity(
                        path,
                        expected,
                        Integer.toString(n),
                        BigDecimal.valueOf(n).divide(new BigDecimal(expected), MathContext.DECIMAL32)))
                .toList();
    }

    Value value() {
        return InstanceSize.parse(actual).isPresent() ? Value.string(actual) : Value.plain(actual);
    }

    private static Optional<Capacity> of(Change change) {
        if (!(change instanceof Change.NotEqual n) || n.path().isRoot()) {
            return Optional.empty();
        }
        var expected = new PropertyView(n.expected()).text().orElse("");
        var actual = new PropertyView(n.actual()).text().orElse("");
        return ratio(n.path().last(), expected, actual).map(r -> new Capacity(n.path(), expected, actual, r));
    }

    private static Optional<BigDecimal> ratio(String name, String expected, String actual) {
        if (CLASSES.contains(name)) {
            var safe = InstanceSize.parse(expected);
            var live = InstanceSize.parse(actual)
                    .filter(l ->
                            safe.isPresent() && l.family().equals(safe.get().family()));
            return live.map(l -> l.units().divide(safe.get().units(), MathContext.DECIMAL32));
        }
        if (!COUNTS.contains(name) || !Stream.of(expected, actual).allMatch(s -> s.matches("[1-9]\\d{0,8}"))) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(actual).divide(new BigDecimal(expected), MathContext.DECIMAL32));
    }
}
