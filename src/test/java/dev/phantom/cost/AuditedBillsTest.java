package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Differences;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bills of `audited.txt`: what is priced is right, and what is not is named; nothing is silently wrong.
class AuditedBillsTest {
    private static final CostEstimator COSTS =
            CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());

    /// RIGHT: the amount, or the unit price of what is billed by use; NAMED: the template does not say it, and so do
    /// we;
    /// OWED: it has an amount, and is named without one; UNCHECKED: nobody worked it out; WRONG: none of these.
    private enum Outcome {
        RIGHT,
        NAMED,
        OWED,
        UNCHECKED,
        WRONG
    }

    /// @param cells type, and what its kind has
    record Audited(String set, String kind, List<String> cells) {
        @Override
        public String toString() {
            return String.join(" | ", cells);
        }

        String cell(int index) {
            return cells.get(index);
        }
    }

    static List<Audited> bills() throws IOException {
        try (var stream = Objects.requireNonNull(AuditedBillsTest.class.getResourceAsStream("audited.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" \\| ")))
                    .map(c -> new Audited(c.get(0), c.get(1), c.subList(2, c.size())))
                    .toList();
        }
    }

    private static StackModels siblings(String json) {
        var models = new LinkedHashMap<String, MapValue>();
        Differences.map(json).entries().forEach((name, model) -> models.put(name, (MapValue) model));
        return StackModels.declared(models);
    }

    private static Quote quote(Audited bill) {
        var configuration =
                new ResourceConfiguration(bill.cell(0), Differences.map(bill.cell(1)), siblings(bill.cell(2)));
        return COSTS.quote(configuration, bill.cell(3));
    }

    private static CostDelta delta(Audited change) {
        var drift = Differences.of(change.cell(0), change.cell(1), change.cell(2));
        return COSTS.delta(Subjects.of(drift, "prod", siblings(change.cell(3))));
    }

    private static Outcome outcome(Audited audited) {
        return audited.kind().equals("bill")
                ? outcome(quote(audited), audited.cell(4), audited.cell(5))
                : outcome(delta(audited), audited.cell(4));
    }

    private static Outcome outcome(Quote quote, String expected, String named) {
        var sum = quote.items().stream().map(Item::monthlyUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
        var open = quote.unpriced().stream().anyMatch(u -> !u.symbolic());
        if (!named.equals("-") && !Arrays.stream(named.split(" && ")).allMatch(part -> says(quote, part))) {
            return Outcome.WRONG;
        }
        return switch (expected) {
            case "by use" -> quote.items().isEmpty() ? Outcome.RIGHT : Outcome.WRONG;
            case "unpriced" -> open ? Outcome.NAMED : Outcome.WRONG;
            case "any" -> quote.equals(Quote.NOTHING) ? Outcome.WRONG : Outcome.UNCHECKED;
            case String usd ->
                outcome(sum.subtract(new BigDecimal(usd)), quote.items().size(), open);
        };
    }

    private static boolean says(Quote quote, String part) {
        return quote.unpriced().stream()
                .map(Unpriced::why)
                .anyMatch(Pattern.compile(part).asPredicate());
    }

    private static Outcome outcome(CostDelta delta, String expected) {
        var named = !delta.unpriced().isEmpty();
        if (expected.equals("named")) {
            return named ? Outcome.NAMED : Outcome.WRONG;
        }
        var monthly = delta.monthly();
        return monthly == null
                ? named ? Outcome.OWED : Outcome.WRONG
                : outcome(
                        monthly.subtract(new BigDecimal(expected)),
                        2 * delta.lines().size(),
                        named);
    }

    /// Each line is rounded to a cent.
    ///
    /// @param off what is said, less what it is
    private static Outcome outcome(BigDecimal off, int lines, boolean named) {
        var rounding = new BigDecimal("0.005").multiply(BigDecimal.valueOf(lines));
        if (off.abs().compareTo(rounding) <= 0) {
            return Outcome.RIGHT;
        }
        return named ? Outcome.OWED : Outcome.WRONG;
    }

    @ParameterizedTest
    @MethodSource("bills")
    void isNotSilentlyWrong(Audited audited) {
        assertThat(outcome(audited))
                .as(() -> (audited.kind().equals("bill") ? quote(audited) : delta(audited)).toString())
                .isNotEqualTo(Outcome.WRONG);
    }

    @Test
    void theyAreCounted() throws IOException {
        var sets = new TreeMap<String, Map<Outcome, Long>>();
        for (var audited : bills()) {
            sets.computeIfAbsent(audited.set(), s -> new TreeMap<>()).merge(outcome(audited), 1L, Long::sum);
        }
        var text = new StringBuilder("""
                | set | bills | amount or unit price right | named, as the template does not say it | named, and has an amount | not worked out | silently wrong |
                |---|---|---|---|---|---|---|
                """);
        sets.forEach((set, counts) -> text.append("| %s | %d | %s |%n"
                .formatted(
                        set,
                        counts.values().stream().mapToLong(n -> n).sum(),
                        Arrays.stream(Outcome.values())
                                .map(o -> Long.toString(counts.getOrDefault(o, 0L)))
                                .collect(Collectors.joining(" | ")))));
        AccuracyPage.holds("audit", text.toString());
    }
}
