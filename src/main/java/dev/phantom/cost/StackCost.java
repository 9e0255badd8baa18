package dev.phantom.cost;

import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.value.Value.MapValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a whole template costs a month, resource by resource (`phantom cost FILE`).
public record StackCost(List<Row> rows) {

    /// One resource. Free ones have neither items nor anything unpriced.
    public record Row(String logicalId, String type, Quote quote) {
        public Optional<BigDecimal> monthly() {
            return quote.items().stream().map(Item::monthlyUsd).reduce(BigDecimal::add);
        }

        /// How many parts have neither an amount nor the price of a unit.
        public int missing() {
            return (int) quote.unpriced().stream().filter(u -> !u.byUse()).count();
        }
    }

    /// A resource to be priced, with its evaluated properties.
    public record Priced(String logicalId, String type, MapValue properties) {}

    public StackCost {
        rows = List.copyOf(rows);
    }

    public static StackCost of(CostEstimator costs, List<Priced> resources, String region) {
        var models = StackModels.declared(
                resources.stream().collect(Collectors.toMap(Priced::logicalId, Priced::properties)));
        return new StackCost(resources.stream()
                .map(r -> new Row(
                        r.logicalId(),
                        r.type(),
                        costs.quote(new ResourceConfiguration(r.type(), r.properties(), models), region)))
                .toList());
    }

    /// The sum of what could be priced; empty when nothing could.
    public Optional<BigDecimal> monthly() {
        return rows.stream().flatMap(r -> r.monthly().stream()).reduce(BigDecimal::add);
    }

    /// What is not in the sum: `Bucket: storage: usage-based (…)`.
    public List<String> unpriced() {
        return unpriced(u -> true);
    }

    /// What of it is billed by use, at a price that is said.
    public List<String> byUse() {
        return unpriced(Unpriced::byUse);
    }

    private List<String> unpriced(Predicate<Unpriced> which) {
        return rows.stream()
                .flatMap(r -> r.quote().unpriced().stream().filter(which).map(u -> r.logicalId() + ": " + u.why()))
                .toList();
    }

    /// How many resources have nothing that is billed.
    public int free() {
        return (int) rows.stream().filter(r -> r.quote().equals(Quote.NOTHING)).count();
    }

    /// Date of the oldest price used.
    public Optional<LocalDate> pricesAsOf() {
        return rows.stream()
                .flatMap(r -> r.quote().items().stream())
                .map(Item::asOf)
                .min(Comparator.naturalOrder());
    }
}
