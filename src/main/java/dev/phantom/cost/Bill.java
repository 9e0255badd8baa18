package dev.phantom.cost;

import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import java.math.BigDecimal;
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

    /// Adds `quantity` of a product for a month. Prices by the hour are taken 730 times. Without a price the part is
    /// unpriced, by name and region.
    public Bill add(String slot, String item, String product, Map<String, String> attributes, BigDecimal quantity) {
        var price = market.prices().price(market.region(), product, attributes);
        if (price.isEmpty()) {
            return unpriced(slot, "%s: no price known in %s".formatted(item, region()));
        }
        var month = price.get().unit().endsWith("hour") ? HOURS_PER_MONTH : BigDecimal.ONE;
        var usd = price.get().usd().multiply(quantity).multiply(month).setScale(2, RoundingMode.HALF_UP);
        items.add(new Item(slot, item, usd, "derived", price.get().asOf()));
        return this;
    }

    public Bill unpriced(String slot, String why) {
        unpriced.add(new Unpriced(slot, why));
        return this;
    }

    /// A part whose cost is usage-based: unpriced, with the unit price said where it is known.
    public Bill byUsage(String slot, String what, String product, Map<String, String> attributes) {
        var unit = market.prices()
                .price(market.region(), product, attributes)
                .map(p -> "%s USD per %s".formatted(p.usd().toPlainString(), p.unit()))
                .orElse("unit price not known in " + region());
        return unpriced(slot, "%s: usage-based (%s)".formatted(what, unit));
    }

    public Quote quote() {
        return new Quote(items, unpriced);
    }

    private String region() {
        return market.region().isEmpty() ? "an unknown region" : market.region();
    }
}
