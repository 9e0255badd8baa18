package dev.phantom.cost;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// The embedded prices, and a price list for what they lack or know only from more than a year ago.
///
/// @param embedded asked first: it costs nothing
/// @param list     AWS's
public record FreshPrices(PriceBook embedded, PriceBook list, LocalDate today) implements PriceBook {

    @Override
    public Optional<Price> price(String region, String product, Map<String, String> attributes) {
        var known = embedded.price(region, product, attributes);
        if (known.filter(price -> !price.asOf().isBefore(today.minusYears(1))).isPresent()) {
            return known;
        }
        return list.price(region, product, attributes)
                .filter(price -> known.isEmpty() || known.get().unit().equals(price.unit()))
                .or(() -> known);
    }

    /// The list knows prices of more regions than it can say, for as long as it answers.
    @Override
    public boolean covers(String region) {
        return embedded.covers(region) || list.covers(region);
    }

    @Override
    public LocalDate asOf() {
        return embedded.asOf();
    }
}
