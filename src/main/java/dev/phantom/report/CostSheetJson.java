package dev.phantom.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.cost.Charge;
import dev.phantom.report.CostSheet.Kind;
import dev.phantom.report.CostSheet.Part;
import dev.phantom.report.CostSheet.Row;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A cost sheet as `phantom.cost/v1`.
public final class CostSheetJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private final CostSheet sheet;

    public CostSheetJson(CostSheet sheet) {
        this.sheet = sheet;
    }

    public ObjectNode render() {
        var node = JSON.objectNode()
                .put("schema", "phantom.cost/v1")
                .put("of", sheet.heading())
                .put("region", sheet.place().region())
                .put("regionPriced", !sheet.place().unpriced());
        sums(node, sheet.before(), sheet.after(), sheet.sum().monthly());
        ReportJson.each(node.putArray("resources"), sheet.rows(), this::row);
        ReportJson.each(node.putArray("unpriced"), sheet.unpriced(), JSON::textNode);
        if (whole()) {
            ReportJson.each(node.putArray("byUse"), sheet.byUse(), JSON::textNode);
            node.put("free", sheet.still());
        } else {
            node.put("unpricedChanges", sheet.sum().unpriced()).put("unaffected", sheet.still());
        }
        return node.put(
                "pricesAsOf",
                sheet.pricesAsOf() == null ? null : sheet.pricesAsOf().toString());
    }

    private boolean whole() {
        return sheet.kind() == Kind.WHOLE;
    }

    private ObjectNode row(Row row) {
        var node = JSON.objectNode().put("logicalId", row.logicalId()).put("type", row.type());
        sums(node, CostSheet.before(row), CostSheet.after(row), row.monthly());
        node.put(whole() ? "unpricedParts" : "unpricedChanges", row.unpriced());
        ReportJson.each(node.putArray(whole() ? "items" : "lines"), row.parts(), this::part);
        return node;
    }

    private void sums(ObjectNode node, BigDecimal before, BigDecimal after, @Nullable BigDecimal monthly) {
        ReportJson.money(node, whole() ? "monthlyUsd" : "monthlyDeltaUsd", monthly);
        ReportJson.money(node, whole() ? "yearlyUsd" : "yearlyDeltaUsd", CostSheet.yearly(monthly));
        if (!whole()) {
            ReportJson.money(node, "beforeUsd", monthly == null ? null : before);
            ReportJson.money(node, "afterUsd", monthly == null ? null : after);
        }
    }

    private ObjectNode part(Part part) {
        var node = JSON.objectNode().put("item", part.item());
        if (whole()) {
            ReportJson.money(node, "monthlyUsd", part.actual());
            ReportJson.each(node.putArray("charges"), part.after(), CostSheetJson::charge);
        } else {
            ReportJson.money(node, "expectedUsd", part.expected());
            ReportJson.money(node, "actualUsd", part.actual());
            ReportJson.each(node.putArray("expectedCharges"), part.before(), CostSheetJson::charge);
            ReportJson.each(node.putArray("actualCharges"), part.after(), CostSheetJson::charge);
        }
        return node.put("basis", part.basis())
                .put("asOf", part.asOf() == null ? null : part.asOf().toString());
    }

    private static ObjectNode charge(Charge charge) {
        return JSON.objectNode()
                .put("quantity", charge.quantity())
                .put("unit", charge.unit())
                .put("unitPriceUsd", charge.unitUsd());
    }
}
