package dev.phantom.cost;

import dev.phantom.cost.CostDelta.Line;
import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.Value.MapValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Computes what a configuration, and what a drift, costs a month.
public final class CostEstimator {
    private final Map<String, CostModel> models = new HashMap<>();
    private final Set<String> free;
    private final PriceBook prices;

    /// @param free types that AWS never charges for
    public CostEstimator(List<CostModel> models, Set<String> free, PriceBook prices) {
        models.forEach(model -> model.types().forEach(type -> this.models.put(type, model)));
        this.free = Set.copyOf(free);
        this.prices = prices;
    }

    /// The monthly cost of one resource.
    public Quote quote(ResourceConfiguration configuration, String region) {
        var type = configuration.type();
        var model = models.get(type);
        if (model != null) {
            return model.quote(configuration, new Market(region, prices));
        }
        return free.contains(type)
                ? Quote.NOTHING
                : new Quote(List.of(), List.of(new Unpriced("resource", "no cost model for " + type)));
    }

    /// Live minus safe. What costs the same on both sides is left out; what is unpriced on either side is said.
    public CostDelta delta(Subject subject) {
        var drift = subject.drift();
        var expected = drift.status() == Drift.Status.UNMANAGED ? Quote.NOTHING : quote(subject, drift.expected());
        var actual = drift.status() == Drift.Status.DELETED ? Quote.NOTHING : quote(subject, drift.actual());
        return delta(expected, actual, free.contains(drift.type()));
    }

    /// The same for a changed configuration: what an edit costs against the safe state.
    public CostDelta delta(Subject subject, MapValue before, MapValue after) {
        return delta(quote(subject, before), quote(subject, after), free.contains(subject.type()));
    }

    /// The monthly cost of the subject's resource if it were set like this.
    private Quote quote(Subject subject, MapValue properties) {
        return quote(ResourceConfiguration.of(subject, properties), subject.region());
    }

    private static CostDelta delta(Quote expected, Quote actual, boolean free) {
        if (free) {
            return new CostDelta(BigDecimal.ZERO.setScale(2), List.of(), List.of(), null);
        }
        var open = Stream.concat(expected.unpriced().stream(), actual.unpriced().stream())
                .map(Unpriced::slot)
                .collect(Collectors.toSet());
        var before = bySlot(expected, open);
        var after = bySlot(actual, open);
        var slots = new LinkedHashSet<>(before.keySet());
        slots.addAll(after.keySet());
        var lines = slots.stream()
                .flatMap(slot -> line(before.get(slot), after.get(slot)).stream())
                .toList();
        // nothing priced differs, but something unpriced does: the difference is unknown, not nil
        var unknown = slots.isEmpty() || lines.isEmpty() && !expected.unpriced().equals(actual.unpriced());
        var monthly = unknown
                ? null
                : lines.stream().map(CostEstimator::difference).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        return new CostDelta(monthly, lines, reasons(expected, actual), oldest(before, after));
    }

    /// A slot that is unpriced on one side is not compared: a half-known difference is a guess.
    private static Map<String, Item> bySlot(Quote quote, Set<String> open) {
        return quote.items().stream()
                .filter(item -> open.stream().noneMatch(slot -> item.isOf(slot)))
                .collect(Collectors.toMap(
                        Item::slot, Function.identity(), CostEstimator::sum, java.util.LinkedHashMap::new));
    }

    private static Item sum(Item a, Item b) {
        var older = a.asOf().isBefore(b.asOf()) ? a.asOf() : b.asOf();
        return new Item(a.slot(), a.item() + " + " + b.item(), a.monthlyUsd().add(b.monthlyUsd()), a.basis(), older);
    }

    private static Optional<Line> line(@Nullable Item expected, @Nullable Item actual) {
        if (expected != null && actual != null) {
            var same = expected.monthlyUsd().compareTo(actual.monthlyUsd()) == 0;
            var item = expected.item().equals(actual.item()) ? actual.item() : expected.item() + " → " + actual.item();
            return same
                    ? Optional.empty()
                    : Optional.of(new Line(item, expected.monthlyUsd(), actual.monthlyUsd(), actual.basis()));
        }
        return Stream.of(expected, actual)
                .filter(Objects::nonNull)
                .map(i -> new Line(
                        i.item(),
                        expected == null ? null : i.monthlyUsd(),
                        actual == null ? null : i.monthlyUsd(),
                        i.basis()))
                .findFirst();
    }

    private static BigDecimal difference(Line line) {
        var expected = line.expected() == null ? BigDecimal.ZERO : line.expected();
        var actual = line.actual() == null ? BigDecimal.ZERO : line.actual();
        return actual.subtract(expected);
    }

    private static List<String> reasons(Quote expected, Quote actual) {
        var safe = expected.unpriced().stream().map(Unpriced::why).toList();
        var live = actual.unpriced().stream().map(Unpriced::why).toList();
        var all = new ArrayList<String>();
        safe.forEach(why -> all.add(live.contains(why) ? why : "safe: " + why));
        live.stream().filter(why -> !safe.contains(why)).forEach(why -> all.add("live: " + why));
        return all.stream().distinct().toList();
    }

    private static @Nullable LocalDate oldest(Map<String, Item> before, Map<String, Item> after) {
        return Stream.concat(before.values().stream(), after.values().stream())
                .map(Item::asOf)
                .min(LocalDate::compareTo)
                .orElse(null);
    }
}
