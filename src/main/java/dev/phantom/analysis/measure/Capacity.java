package dev.phantom.analysis.measure;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.fact.Fact.Measure;
import dev.phantom.drift.fact.Fact.Size;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A change of size: how much more, or less, live has than the safe state.
///
/// @param path  the property that decides
/// @param size  what is known of it
/// @param ratio live ÷ safe
public record Capacity(PropertyPath path, Size size, String expected, String actual, BigDecimal ratio) {

    /// The size changes of a drift, the deciding one first.
    ///
    /// @param facts of the resource's type: which of its properties are sizes
    public static List<Capacity> of(Drift drift, KeptFacts facts) {
        var order = facts.all(Size.class);
        return drift.changes().stream()
                .flatMap(change -> facts.find(Size.class, change.path()).flatMap(size -> of(change, size)).stream())
                .sorted(Comparator.comparingInt(capacity -> order.indexOf(capacity.size())))
                .toList();
    }

    public boolean up() {
        return ratio.compareTo(BigDecimal.ONE) > 0;
    }

    /// A limit says how much there may be, not how much there is.
    public boolean limit() {
        return size.measure() == Measure.LIMIT;
    }

    /// The same size with another value of live's.
    public Capacity at(String other, BigDecimal otherRatio) {
        return new Capacity(path, size, expected, other, otherRatio);
    }

    /// Sizes between safe and live, smallest first.
    public List<Capacity> between() {
        var small = InstanceSize.parse(expected);
        var big = InstanceSize.parse(actual);
        if (small.isPresent() && big.isPresent()) {
            return sameFamily() ? within(small.get(), big.get()) : below(big.get());
        }
        int low = new BigDecimal(expected).intValue();
        int high = new BigDecimal(actual).intValue();
        return IntStream.range(low + 1, Math.max(low + 1, high))
                .limit(1000)
                .mapToObj(n -> at(
                        Integer.toString(n),
                        BigDecimal.valueOf(n).divide(new BigDecimal(expected), MathContext.DECIMAL32)))
                .toList();
    }

    private List<Capacity> within(InstanceSize small, InstanceSize big) {
        return InstanceSize.between(small, big).stream()
                .map(s -> at(s.name(), s.units().divide(small.units(), MathContext.DECIMAL32)))
                .toList();
    }

    /// Of live's family what is smaller than live, and more than the safe one keeps up.
    private List<Capacity> below(InstanceSize big) {
        return InstanceSize.between(big.nothing(), big).stream()
                .flatMap(s -> times(InstanceSize.sustained(expected), InstanceSize.sustained(s.name()))
                        .map(ratio -> at(s.name(), ratio))
                        .stream())
                .filter(Capacity::up)
                .toList();
    }

    public Value value() {
        return InstanceSize.parse(actual).isPresent() ? Value.string(actual) : Value.plain(actual);
    }

    private static Optional<Capacity> of(Change change, Size size) {
        if (!(change instanceof Change.NotEqual n)) {
            return Optional.empty();
        }
        var expected = new PropertyView(n.expected()).text().orElse("");
        var actual = new PropertyView(n.actual()).text().orElse("");
        return ratio(size.measure(), expected, actual).map(r -> new Capacity(n.path(), size, expected, actual, r));
    }

    private static Optional<BigDecimal> ratio(Measure measure, String expected, String actual) {
        return switch (measure) {
            case CLASS -> classes(expected, actual);
            case COUNT, LIMIT -> counts(expected, actual);
        };
    }

    private static Optional<BigDecimal> classes(String expected, String actual) {
        var safe = InstanceSize.parse(expected);
        var live = InstanceSize.parse(actual)
                .filter(l -> safe.isPresent() && l.family().equals(safe.get().family()));
        return live.map(l -> l.units().divide(safe.get().units(), MathContext.DECIMAL32))
                .or(() -> times(InstanceSize.sustained(expected), InstanceSize.sustained(actual)));
    }

    private static Optional<BigDecimal> times(Optional<Double> safe, Optional<Double> live) {
        return safe.flatMap(s -> live.map(l -> BigDecimal.valueOf(l / s)));
    }

    /// How much more memory live's class has; empty where that is the ratio itself, or not known.
    Optional<BigDecimal> memory() {
        return sameFamily() ? Optional.empty() : times(InstanceSize.memory(expected), InstanceSize.memory(actual));
    }

    private boolean sameFamily() {
        return InstanceSize.parse(expected)
                .map(InstanceSize::family)
                .equals(InstanceSize.parse(actual).map(InstanceSize::family));
    }

    /// Whether the safe class carries for minutes only what live's carries for hours.
    boolean bursts() {
        return !sameFamily()
                && InstanceSize.parse(expected).filter(InstanceSize::burstable).isPresent();
    }

    private static Optional<BigDecimal> counts(String expected, String actual) {
        return Stream.of(expected, actual).allMatch(s -> s.matches("[1-9]\\d{0,8}"))
                ? Optional.of(new BigDecimal(actual).divide(new BigDecimal(expected), MathContext.DECIMAL32))
                : Optional.empty();
    }
}
