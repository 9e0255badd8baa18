package dev.phantom.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.cost.StackCost;
import dev.phantom.run.JudgedDrift;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What `phantom cost` prints, for people and as `phantom.cost/v1`.
///
/// @param heading  what was priced
/// @param total    key of the sums in JSON: `monthlyUsd` or `monthlyDeltaUsd`
/// @param monthly  null when nothing could be priced
/// @param rows     resources that cost something, or may
/// @param unpriced all that is not in the sum, and why
public record CostSheet(
        String heading,
        String region,
        String total,
        @Nullable BigDecimal monthly,
        List<Row> rows,
        List<String> unpriced,
        @Nullable LocalDate pricesAsOf) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final String WHOLE = "monthlyUsd";
    private static final String DELTA = "monthlyDeltaUsd";

    /// One resource.
    public record Row(
            String logicalId, String type, @Nullable BigDecimal monthly, List<Part> parts) {
        public Row {
            parts = List.copyOf(parts);
        }
    }

    /// A priced part of it; for a delta with both sides.
    public record Part(
            String item,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual,
            String basis,
            @Nullable LocalDate asOf) {}

    public CostSheet {
        rows = List.copyOf(rows);
        unpriced = List.copyOf(unpriced);
    }

    /// A whole template.
    ///
    /// @param open what could not even be asked for a price
    public static CostSheet of(String file, String region, StackCost cost, List<String> open) {
        var rows = cost.rows().stream()
                .filter(r -> !r.quote().items().isEmpty())
                .map(r -> new Row(
                        r.logicalId(),
                        r.type(),
                        r.monthly().orElse(null),
                        r.quote().items().stream()
                                .map(i -> new Part(i.label(), null, i.monthlyUsd(), i.basis().word(), i.asOf()))
                                .toList()))
                .toList();
        var unpriced = new ArrayList<>(open);
        unpriced.addAll(cost.unpriced());
        var monthly = cost.monthly().orElse(unpriced.isEmpty() ? BigDecimal.ZERO : null);
        return new CostSheet(
                file, region, WHOLE, monthly, rows, unpriced, cost.pricesAsOf().orElse(null));
    }

    /// What drift adds. A resource counts once, however many decisions its drift is cut into: each holds it whole.
    public static CostSheet of(String safe, String live, String region, List<JudgedDrift> drifts) {
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
                        d.cost().lines().stream()
                                .map(l -> new Part(l.item(), l.expected(), l.actual(), l.basis(), l.asOf()))
                                .toList()))
                .toList();
        var unpriced = once.stream()
                .flatMap(d -> d.cost().unpriced().stream().map(why -> d.drift().logicalId() + ": " + why))
                .toList();
        var sum = once.stream()
                .map(d -> d.cost().monthly())
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add);
        var oldest = once.stream()
                .map(d -> d.cost().pricesAsOf())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        var monthly = sum.orElse(once.isEmpty() ? BigDecimal.ZERO : null);
        return new CostSheet(safe + " → " + live, region, DELTA, monthly, rows, unpriced, oldest.orElse(null));
    }

    public String text() {
        var out = new ArrayList<String>();
        out.add(heading + " · " + region + (pricesAsOf == null ? "" : " · prices as of " + pricesAsOf));
        rows.forEach(row -> {
            out.add("%14s  %s  %s".formatted(money(row.monthly()), row.logicalId(), row.type()));
            row.parts().forEach(part -> out.add(" ".repeat(16) + PlainText.line(part(part))));
        });
        out.add(
                monthly == null
                        ? "    not priced:"
                        : "%14s  USD/month%s"
                                .formatted(money(monthly), unpriced.isEmpty() ? "" : ", without what is not priced:"));
        unpriced.forEach(why -> out.add(" ".repeat(16) + PlainText.line(why)));
        return String.join("\n", out);
    }

    private String part(Part part) {
        var assumed = part.basis().equals("derived") ? "" : " (" + part.basis() + ")";
        return part.item() + "  "
                + (total.equals(WHOLE) ? "" : side(part.expected()) + " → ")
                + side(part.actual()) + assumed;
    }

    private static String side(@Nullable BigDecimal usd) {
        return usd == null ? "(absent)" : String.format(Locale.ROOT, "%,.2f", usd);
    }

    private String money(@Nullable BigDecimal usd) {
        var pattern = total.equals(WHOLE) ? "%,.2f" : "%+,.2f";
        return usd == null ? "not priced" : String.format(Locale.ROOT, pattern, usd.setScale(2, RoundingMode.HALF_UP));
    }

    public ObjectNode json() {
        var node = JSON.objectNode()
                .put("schema", "phantom.cost/v1")
                .put("of", heading)
                .put("region", region);
        ReportJson.money(node, total, monthly);
        ReportJson.each(node.putArray("resources"), rows, this::json);
        ReportJson.each(node.putArray("unpriced"), unpriced, JSON::textNode);
        return node.put("pricesAsOf", pricesAsOf == null ? null : pricesAsOf.toString());
    }

    private ObjectNode json(Row row) {
        var node = JSON.objectNode().put("logicalId", row.logicalId()).put("type", row.type());
        ReportJson.money(node, total, row.monthly());
        ReportJson.each(node.putArray(total.equals(WHOLE) ? "items" : "lines"), row.parts(), this::json);
        return node;
    }

    private ObjectNode json(Part part) {
        var node = JSON.objectNode().put("item", part.item());
        if (total.equals(WHOLE)) {
            ReportJson.money(node, WHOLE, part.actual());
        } else {
            ReportJson.money(node, "expectedUsd", part.expected());
            ReportJson.money(node, "actualUsd", part.actual());
        }
        return node.put("basis", part.basis())
                .put("asOf", part.asOf() == null ? null : part.asOf().toString());
    }
}
