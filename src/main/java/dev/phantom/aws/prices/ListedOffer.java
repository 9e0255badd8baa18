package dev.phantom.aws.prices;

import dev.phantom.aws.ModelJson;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One product of an answer with its on-demand terms; the list gives each as a JSON text of the form `aws_v1`.
///
/// @see <a href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html">GetProducts</a>
record ListedOffer(PropertyView product, MapValue onDemand) {

    /// @throws IOException where the text is no such offer
    static ListedOffer read(String json) throws IOException {
        var root = ModelJson.model(json);
        var view = new PropertyView(root);
        if (view.text("product", "sku").isEmpty()) {
            throw new IOException("an offer names no sku");
        }
        return new ListedOffer(
                new PropertyView(ModelJson.map(root, "product")),
                ModelJson.map(ModelJson.map(root, "terms"), "OnDemand"));
    }

    /// Whether it is what was asked for. The service is not taken at its word: a filter that it passes over would give
    /// the price of something else.
    boolean is(ListedProduct listed, Map<String, String> wanted) {
        var usage = product.text("attributes", "usagetype").orElse("");
        return listed.usage().matcher(usage).matches()
                && wanted.entrySet().stream()
                        .allMatch(e -> e.getValue()
                                .equals((e.getKey().equals("productFamily")
                                                ? product.text("productFamily")
                                                : product.text("attributes", e.getKey()))
                                        .orElse("")));
    }

    /// What one of these units costs, in USD, on that day; of a product with tiers there are several rates.
    Set<BigDecimal> rates(Set<String> units, LocalDate day) {
        var rates = new HashSet<BigDecimal>();
        for (var term : onDemand.entries().values()) {
            var view = new PropertyView(term);
            var holds = view.text("effectiveDate")
                    .flatMap(ListedOffer::day)
                    .filter(since -> !since.isAfter(day))
                    .isPresent();
            if (holds && view.at("priceDimensions").orElse(MapValue.EMPTY) instanceof MapValue dimensions) {
                for (var dimension : dimensions.entries().values()) {
                    var rate = new PropertyView(dimension);
                    var usd = rate.number("pricePerUnit", "USD").filter(price -> price.signum() > 0);
                    if (usd.isPresent()
                            && rate.text("unit").filter(units::contains).isPresent()) {
                        rates.add(usd.get().stripTrailingZeros());
                    }
                }
            }
        }
        return rates;
    }

    private static Optional<LocalDate> day(String instant) {
        return instant.matches("\\d{4}-\\d{2}-\\d{2}T.*")
                ? Optional.of(LocalDate.parse(instant.substring(0, "2026-01-01".length())))
                : Optional.empty();
    }
}
