package dev.phantom.cost;

import dev.phantom.template.Value;
import java.util.List;

/// What one resource type costs by its configuration. One model per type.
public interface CostModel {

    /// `AWS::RDS::DBInstance`
    String type();

    /// The monthly cost of a configuration: priced items, and what could not be priced and why. Never 0 for unknown.
    Quote quote(Value.MapValue properties, String region, PriceBook prices);

    record Item(String item, java.math.BigDecimal monthlyUsd, String basis, java.time.LocalDate asOf) {}

    record Quote(List<Item> items, List<String> unpriced) {
        public Quote {
            items = List.copyOf(items);
            unpriced = List.copyOf(unpriced);
        }
    }
}
