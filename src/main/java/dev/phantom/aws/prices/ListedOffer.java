package dev.phantom.aws.prices;

import dev.phantom.aws.ModelJson;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return listed.usage().matcher(attribute("usagetype")).matches()
                && wanted.entrySet().stream().allMatch(e -> e.getValue().equals(attribute(e.getKey())));
    }

    /// As a filter names it.
    private String attribute(String field) {
        var family = field.equals("productFamily");
        return (family ? product.text(field) : product.text("attributes", field)).orElse("");
    }

    /// What one of these units costs, in USD, on that day; of a product with tiers there are several rates.
    Set<BigDecimal> rates(Set<String> units, LocalDate day) {
        return views(onDemand)
                .filter(term -> term.text("effectiveDate")
                        .flatMap(ListedOffer::day)
                        .filter(since -> !since.isAfter(day))
                        .isPresent())
                .flatMap(term -> views(term.at("priceDimensions").orElse(MapValue.EMPTY)))
                .filter(rate -> rate.text("unit").filter(units::contains).isPresent())
                .flatMap(rate -> rate.number("pricePerUnit", "USD").stream())
                .filter(usd -> usd.signum() > 0)
                .map(BigDecimal::stripTrailingZeros)
                .collect(Collectors.toSet());
    }

    private static Stream<PropertyView> views(Value entries) {
        return entries instanceof MapValue map
                ? map.entries().values().stream().map(PropertyView::new)
                : Stream.empty();
    }

    private static Optional<LocalDate> day(String instant) {
        return instant.matches("\\d{4}-\\d{2}-\\d{2}T.*")
                ? Optional.of(LocalDate.parse(instant.substring(0, "2026-01-01".length())))
                : Optional.empty();
    }
}
