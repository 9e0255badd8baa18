package dev.phantom.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// What resources of some types cost by their configuration.
public interface CostModel {
    /// `AWS::RDS::DBInstance`, …
    Set<String> types();

    /// The monthly cost of one configuration: priced items, and what could not be priced and why. Never 0 for unknown.
    Quote quote(ResourceConfiguration configuration, Market market);

    /// A priced part of a resource.
    ///
    /// @param slot  what part it is, the same for every configuration: `instance`, `storage`; pairs the two sides of a
    ///              delta; a piece of a part begins with its name: `tasks vcpu` is of `tasks`
    /// @param item  for people: `db.r5.large mysql Multi-AZ`
    /// @param basis `derived` (fixed by the configuration) or `usage-assumed`
    record Item(String slot, String item, BigDecimal monthlyUsd, String basis, LocalDate asOf) {
        boolean isOf(String part) {
            return slot.equals(part) || slot.startsWith(part + " ");
        }
    }

    /// A part that could not be priced.
    record Unpriced(String slot, String why) {}

    record Quote(List<Item> items, List<Unpriced> unpriced) {
        public static final Quote NOTHING = new Quote(List.of(), List.of());

        public Quote {
            items = List.copyOf(items);
            unpriced = List.copyOf(unpriced);
        }
    }
}
