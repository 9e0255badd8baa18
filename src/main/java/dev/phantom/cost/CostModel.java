package dev.phantom.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// What resources of some types cost by their configuration. A model sees only the properties that it declares; what a
/// change of any other does to the bill is not known to it, and the estimator says so.
public interface CostModel {
    /// `AWS::RDS::DBInstance`, …
    Set<String> types();

    /// The properties that it reads: `DBInstanceClass`, `CreditSpecification/CPUCredits`. A name stands for all below
    /// it; elements of lists are passed through.
    Set<String> reads();

    /// The monthly cost of one configuration: priced items, and what could not be priced and why. Never 0 for unknown.
    Quote quote(Settings settings, Market market);

    /// A priced part of a resource.
    ///
    /// @param slot  what part it is, the same for every configuration: `instance`, `storage`; pairs the two sides of a
    ///              delta; a piece of a part begins with its name: `tasks vcpu` is of `tasks`
    /// @param item  for people: `db.r5.large mysql Multi-AZ`
    /// @param asOf  when the price was published
    /// @param dated the price is more than a year older than the price book
    /// @param charges what the amount is made of; several where parts of one slot are added
    record Item(
            String slot,
            String item,
            BigDecimal monthlyUsd,
            Basis basis,
            LocalDate asOf,
            boolean dated,
            List<Charge> charges) {

        public Item {
            charges = List.copyOf(charges);
        }

        boolean isOf(String part) {
            return slot.equals(part) || slot.startsWith(part + " ");
        }

        /// The item, with the date of its price where that is old.
        public String label() {
            return item + age(asOf, dated);
        }

        static String age(LocalDate asOf, boolean dated) {
            return dated ? " (price of %s, more than a year old)".formatted(asOf) : "";
        }
    }

    /// A part that has no amount.
    ///
    /// @param symbolic billed by use, at the unit price that is said; else its cost is not known
    record Unpriced(String slot, String why, boolean symbolic) {
        public Unpriced(String slot, String why) {
            this(slot, why, false);
        }

        /// Whether the price of a unit is said. A part of which only the number is open may have none.
        public boolean byUse() {
            return symbolic && why.contains(" USD ");
        }
    }

    record Quote(List<Item> items, List<Unpriced> unpriced) {
        public static final Quote NOTHING = new Quote(List.of(), List.of());

        public Quote {
            items = List.copyOf(items);
            unpriced = List.copyOf(unpriced);
        }

        /// Nothing priced, and why.
        public static Quote unpriced(String slot, String why) {
            return new Quote(List.of(), List.of(new Unpriced(slot, why)));
        }
    }
}
