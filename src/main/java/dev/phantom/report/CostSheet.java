package dev.phantom.report;

import dev.phantom.cost.Charge;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostSum;
import dev.phantom.cost.PriceBook;
import dev.phantom.cost.StackCost;
import dev.phantom.run.JudgedDrift;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `phantom cost` has to say: of a template, or of what drift adds to one. Amounts are USD a month.
///
/// @param heading    what was priced
/// @param place      where, and whether there are prices of it
/// @param kind       of one state, or of the difference between two
/// @param sum        of what is priced, and how many changes are not in it
/// @param rows       resources of which something is priced
/// @param unpriced   all that is not in the sum, and why
/// @param byUse      what of it is billed by use, with the price of a unit
/// @param still      resources that cost nothing, or whose drift does not move the bill
/// @param pricesAsOf the day of the oldest price used; each line has its own
public record CostSheet(
        String heading,
        Place place,
        Kind kind,
        CostSum sum,
        List<Row> rows,
        List<String> unpriced,
        List<String> byUse,
        int still,
        @Nullable LocalDate pricesAsOf) {

    /// What the sheet is about.
    public enum Kind {
        WHOLE,
        DELTA
    }

    /// A region.
    ///
    /// @param unpriced whether nothing can be priced there
    /// @param priced   the regions that have prices; empty where nobody can say
    public record Place(String region, boolean unpriced, Set<String> priced) {
        public Place {
            priced = Set.copyOf(priced);
        }

        /// A region as a price book knows it, after it was asked.
        public static Place of(String region, PriceBook prices) {
            return new Place(region, !prices.covers(region), prices.regions());
        }
    }

    /// One resource.
    ///
    /// @param monthly  of what is priced: the cost, or the difference
    /// @param unpriced parts, for a difference changes, that are not in it; what is billed by use aside
    public record Row(
            String logicalId, String type, @Nullable BigDecimal monthly, int unpriced, List<Part> parts) {
        public Row {
            parts = List.copyOf(parts);
        }
    }

    /// A priced part of it; for a delta with both sides.
    ///
    /// @param expected null where it is absent, and for a whole template
    /// @param asOf     the day of its price
    public record Part(
            String item,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual,
            List<Charge> before,
            List<Charge> after,
            String basis,
            @Nullable LocalDate asOf) {

        public Part {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        private static Part of(Item item) {
            return new Part(
                    item.label(),
                    null,
                    item.monthlyUsd(),
                    List.of(),
                    item.charges(),
                    item.basis().word(),
                    item.asOf());
        }

        private static Part of(CostDelta.Line line) {
            return new Part(
                    line.item(),
                    line.expected(),
                    line.actual(),
                    line.expectedCharges(),
                    line.actualCharges(),
                    line.basis(),
                    line.asOf());
        }

        BigDecimal change() {
            return or0(actual).subtract(or0(expected));
        }
    }

    public CostSheet {
        rows = List.copyOf(rows);
        unpriced = List.copyOf(unpriced);
        byUse = List.copyOf(byUse);
    }

    /// A whole template.
    ///
    /// @param open what could not even be asked for a price
    public static CostSheet of(String file, Place place, StackCost cost, List<String> open) {
        var rows = cost.rows().stream()
                .filter(r -> !r.quote().items().isEmpty())
                .map(r -> new Row(
                        r.logicalId(),
                        r.type(),
                        r.monthly().orElse(null),
                        r.missing(),
                        r.quote().items().stream().map(Part::of).toList()))
                .toList();
        var unpriced = new ArrayList<>(open);
        unpriced.addAll(cost.unpriced());
        var monthly = cost.monthly().orElse(unpriced.isEmpty() ? BigDecimal.ZERO : null);
        var sum = new CostSum(monthly, unpriced.size());
        return new CostSheet(
                file,
                place,
                Kind.WHOLE,
                sum,
                rows,
                unpriced,
                cost.byUse(),
                cost.free(),
                cost.pricesAsOf().orElse(null));
    }

    /// What drift adds. A resource counts once, however many decisions its drift is cut into: each holds it whole.
    public static CostSheet of(String safe, String live, Place place, List<JudgedDrift> drifts) {
        var seen = new HashSet<String>();
        var once = drifts.stream()
                .filter(d -> seen.add(d.drift().logicalId() + " " + d.drift().physicalId()))
                .toList();
        var rows = once.stream()
                .filter(d -> !d.cost().lines().isEmpty())
                .map(d -> new Row(
                        d.drift().logicalId(),
                        d.drift().type(),
                        d.cost().monthly(),
                        d.costSum().unpriced(),
                        d.cost().lines().stream().map(Part::of).toList()))
                .toList();
        var unpriced = once.stream()
                .flatMap(d -> d.cost().unpriced().stream().map(why -> d.drift().logicalId() + ": " + why))
                .toList();
        var sum = once.stream().map(JudgedDrift::costSum).reduce(CostSum.NOTHING, CostSum::plus);
        var oldest = once.stream()
                .map(d -> d.cost().pricesAsOf())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        var still = (int) once.stream()
                .filter(d -> d.cost().lines().isEmpty() && d.cost().unpriced().isEmpty())
                .count();
        return new CostSheet(
                safe + " → " + live,
                place,
                Kind.DELTA,
                once.isEmpty() ? new CostSum(BigDecimal.ZERO, 0) : known(sum, rows),
                rows,
                unpriced,
                List.of(),
                still,
                oldest.orElse(null));
    }

    /// Beside drift that moves nothing, what is unpriced alone has no sum: 0.00 would be read as one.
    private static CostSum known(CostSum sum, List<Row> rows) {
        return rows.isEmpty() && sum.unpriced() > 0 ? new CostSum(null, sum.unpriced()) : sum;
    }

    /// What the priced parts of the changed resources cost before; their difference to [#after] is the sum.
    BigDecimal before() {
        return rows.stream().map(CostSheet::before).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal after() {
        return rows.stream().map(CostSheet::after).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal before(Row row) {
        return row.parts().stream().map(p -> or0(p.expected())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal after(Row row) {
        return row.parts().stream().map(p -> or0(p.actual())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static @Nullable BigDecimal yearly(@Nullable BigDecimal monthly) {
        return monthly == null ? null : monthly.multiply(BigDecimal.valueOf(12));
    }

    /// What is not in the sum and not billed by use.
    List<String> missing() {
        return unpriced.stream().filter(why -> !byUse.contains(why)).toList();
    }

    private static BigDecimal or0(@Nullable BigDecimal usd) {
        return usd == null ? BigDecimal.ZERO : usd;
    }
}
