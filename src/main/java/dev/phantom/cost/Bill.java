package dev.phantom.cost;

import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import dev.phantom.cost.Settings.NotKnown;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Collects the parts of one quote.
public final class Bill {
    /// The convention of AWS's own calculator and of Infracost.
    public static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

    private final Market market;
    private final List<Item> items = new ArrayList<>();
    private final List<Unpriced> unpriced = new ArrayList<>();

    public Bill(Market market) {
        this.market = market;
    }

    public Market market() {
        return market;
    }

    /// Adds `quantity` of a product for a month. Prices by the hour are taken 730 times. Without a price the part is
    /// unpriced, by name and region.
    public Bill add(String slot, String item, String product, Map<String, String> attributes, BigDecimal quantity) {
        return add(slot, item, product, attributes, quantity, Basis.DERIVED);
    }

    public Bill add(
            String slot,
            String item,
            String product,
            Map<String, String> attributes,
            BigDecimal quantity,
            Basis basis) {
        var found = market.prices().price(market.region(), product, attributes);
        if (found.isEmpty()) {
            return unpriced(slot, "%s: no price known in %s".formatted(item, market.place()));
        }
        var price = found.get();
        var month = price.unit().endsWith("hour") ? HOURS_PER_MONTH : BigDecimal.ONE;
        var charge = new Charge(quantity.multiply(month), price.unit(), price.usd());
        var usd = price.usd().multiply(charge.quantity()).setScale(2, RoundingMode.HALF_UP);
        items.add(new Item(slot, item, usd, basis, price.asOf(), market.prices().dated(price), List.of(charge)));
        return this;
    }

    public Bill unpriced(String slot, String why) {
        unpriced.add(new Unpriced(slot, why));
        return this;
    }

    /// A part that is billed by use: what was used is priced; where that was not counted its unit price is said, and
    /// where that is not known, its cost is not.
    public Bill byUsage(String slot, String what, String product, Map<String, String> attributes) {
        return byUsage(slot, what, product, attributes, BigDecimal.ONE);
    }

    /// The same where each unit that was used counts several times: a second of a function, once for each GB.
    public Bill byUsage(String slot, String what, String product, Map<String, String> attributes, BigDecimal times) {
        var price = market.prices().price(market.region(), product, attributes);
        var used = market.usage().monthly(product);
        if (price.isPresent() && used.isPresent()) {
            var unit = UsageUnit.of(price.get().unit());
            var quantity = used.get().multiply(times).divide(unit.size(), MathContext.DECIMAL64);
            return add(
                    slot,
                    what + ", as counted: " + unit.words(quantity),
                    product,
                    attributes,
                    quantity,
                    Basis.MEASURED);
        }
        var unit = price.map(p -> "%s USD per %s".formatted(p.usd().toPlainString(), p.unit()))
                .orElse("unit price not known in " + market.place());
        unpriced.add(new Unpriced(slot, "%s: usage-based (%s)".formatted(what, unit), price.isPresent()));
        return this;
    }

    /// A part whose price for one is said, and of which the number is not known.
    public Bill symbolic(String slot, String what) {
        unpriced.add(new Unpriced(slot, what, true));
        return this;
    }

    /// A part of the bill. Where it needs a setting whose value is not known, the part is unpriced, by that name.
    public Bill part(String slot, String what, Runnable priced) {
        try {
            priced.run();
        } catch (NotKnown e) {
            unpriced(slot, "%s: %s is not known here".formatted(what, e.path()));
        }
        return this;
    }

    public Quote quote() {
        return new Quote(items, unpriced);
    }
}
