package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.value.PropertyView;
import java.util.Map;
import java.util.Set;

/// DynamoDB tables: provisioned capacity of the table and its global indexes; on demand is usage-based.
final class TableCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::DynamoDB::Table");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var properties = configuration.properties();
        var bill = new Bill(market);
        if (properties.text("BillingMode").filter("PAY_PER_REQUEST"::equals).isPresent()) {
            bill.byUsage("reads", "reading on demand", "dynamodb.read-requests", Map.of());
            bill.byUsage("writes", "writing on demand", "dynamodb.write-requests", Map.of());
        } else {
            capacity(bill, "table", properties);
            for (var index : properties.items("GlobalSecondaryIndexes")) {
                capacity(bill, "index " + index.text("IndexName").orElse("?"), index);
            }
        }
        return bill.byUsage("storage", "storage", "dynamodb.storage", Map.of()).quote();
    }

    private static void capacity(Bill bill, String name, PropertyView owner) {
        var reads = owner.number("ProvisionedThroughput", "ReadCapacityUnits");
        var writes = owner.number("ProvisionedThroughput", "WriteCapacityUnits");
        if (reads.isEmpty() || writes.isEmpty()) {
            bill.unpriced(name, name + ": the provisioned capacity is not known");
            return;
        }
        bill.add(
                name + " reads",
                "%s: %s RCU".formatted(name, reads.get().toPlainString()),
                "dynamodb.rcu",
                Map.of(),
                reads.get());
        bill.add(
                name + " writes",
                "%s: %s WCU".formatted(name, writes.get().toPlainString()),
                "dynamodb.wcu",
                Map.of(),
                writes.get());
    }
}
