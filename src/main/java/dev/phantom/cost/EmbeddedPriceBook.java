package dev.phantom.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The price table that ships with Phantom (`prices.csv`, built and checked by `tools/prices/build.py`), and what is
/// kept of how AWS bills (`billing.yaml`): on-demand list prices of us-east-1, in part of eu-west-1,
/// and of EC2 in GovCloud, each with its date and source.
public final class EmbeddedPriceBook implements PriceBook {
    private final Map<String, Price> prices;
    private final LocalDate asOf;
    private final Set<String> regions;

    private EmbeddedPriceBook(Map<String, Price> prices) {
        this.prices = Map.copyOf(prices);
        this.asOf = prices.values().stream()
                .map(Price::asOf)
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
        this.regions = prices.keySet().stream()
                .map(key -> key.substring(0, key.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    public static EmbeddedPriceBook load() {
        try (var reader = new BufferedReader(new InputStreamReader(open("prices.csv"), StandardCharsets.UTF_8))) {
            return new EmbeddedPriceBook(parse(reader.lines().skip(1).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is billed, by type.
    public static BillingFacts billing() {
        try (var yaml = open("billing.yaml")) {
            return BillingFacts.read(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Price> price(String region, String product, Map<String, String> attributes) {
        return Optional.ofNullable(prices.get(key(region, product, selector(attributes))));
    }

    @Override
    public boolean covers(String region) {
        return regions.contains(region);
    }

    @Override
    public Set<String> regions() {
        return Set.copyOf(regions);
    }

    @Override
    public LocalDate asOf() {
        return asOf;
    }

    /// Every row, by `region product selector`.
    public Map<String, Price> all() {
        return prices;
    }

    private static String selector(Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return "";
        }
        var text = new StringBuilder();
        new TreeMap<>(attributes)
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : ";")
                        .append(name)
                        .append('=')
                        .append(value));
        return text.toString();
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(EmbeddedPriceBook.class.getResourceAsStream(name), name);
    }

    private static Map<String, Price> parse(List<String> lines) {
        var prices = new HashMap<String, Price>(lines.size() * 2);
        for (var line : lines) {
            // region,product,key,unit,usd,asOf,source
            var cell = line.split(",", 7);
            var price = new Price(new BigDecimal(cell[4]), cell[3], LocalDate.parse(cell[5]), cell[6]);
            prices.put(key(cell[0], cell[1], cell[2]), price);
        }
        return prices;
    }

    private static String key(String region, String product, String selector) {
        return region + " " + product + " " + selector;
    }
}
