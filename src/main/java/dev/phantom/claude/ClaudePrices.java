package dev.phantom.claude;

import dev.phantom.analysis.ModelCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Anthropic's list prices, dated (`claude-prices.csv`): USD for a million tokens.
final class ClaudePrices {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private record Price(BigDecimal input, BigDecimal output, BigDecimal written, BigDecimal read) {}

    private final Map<String, Price> prices = new HashMap<>();

    ClaudePrices() {
        try (var stream = Objects.requireNonNull(ClaudePrices.class.getResourceAsStream("claude-prices.csv"))) {
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knows(String model) {
        return prices.containsKey(model);
    }

    /// Empty for a model that is not in the table.
    Optional<BigDecimal> cost(String model, ModelCall.Tokens tokens) {
        return Optional.ofNullable(prices.get(model))
                .map(p -> p.input()
                        .multiply(BigDecimal.valueOf(tokens.input()))
                        .add(p.written().multiply(BigDecimal.valueOf(tokens.cacheCreation())))
                        .add(p.read().multiply(BigDecimal.valueOf(tokens.cacheRead())))
                        .add(p.output().multiply(BigDecimal.valueOf(tokens.output())))
                        .divide(MILLION));
    }

    private void add(String line) {
        var cell = line.split(",", 7);
        prices.put(
                cell[0],
                new Price(
                        new BigDecimal(cell[1]),
                        new BigDecimal(cell[2]),
                        new BigDecimal(cell[3]),
                        new BigDecimal(cell[4])));
    }
}
