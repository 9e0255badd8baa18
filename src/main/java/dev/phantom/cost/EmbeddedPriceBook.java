package dev.phantom.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The price table that ships with Phantom (`prices.csv`, built by `tools/prices/build.sh`): on-demand list prices of
/// us-east-1, and in part of eu-west-1, each with its date and source.
public final class EmbeddedPriceBook implements PriceBook {
    private final Map<String, Price> prices;

    private EmbeddedPriceBook(Map<String, Price> prices) {
        this.prices = Map.copyOf(prices);
    }

    public static EmbeddedPriceBook load() {
        var stream = Objects.requireNonNull(EmbeddedPriceBook.class.getResourceAsStream("prices.csv"), "prices.csv");
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new EmbeddedPriceBook(parse(reader.lines().skip(1).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Price> price(String region, String product, Map<String, String> attributes) {
        var selector = new TreeMap<>(attributes)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(";"));
        return Optional.ofNullable(prices.get(key(region, product, selector)));
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
