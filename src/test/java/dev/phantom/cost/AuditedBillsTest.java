package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Unpriced;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Differences;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bills of `audited.txt`: what is priced is right, and what is not is named; nothing is silently wrong.
class AuditedBillsTest {
    private static final CostEstimator COSTS =
            CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());

    private static Stream<List<String>> lines(String kind) throws IOException {
        try (var stream = Objects.requireNonNull(AuditedBillsTest.class.getResourceAsStream("audited.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(kind + " | "))
                    .map(line -> List.of(line.split(" \\| ")))
                    .toList()
                    .stream();
        }
    }

    static Stream<List<String>> bills() throws IOException {
        return lines("bill");
    }

    static Stream<List<String>> changes() throws IOException {
        return lines("change");
    }

    private static StackModels siblings(String json) {
        var models = new LinkedHashMap<String, MapValue>();
        Differences.map(json).entries().forEach((name, model) -> models.put(name, (MapValue) model));
        return StackModels.declared(models);
    }

    @ParameterizedTest
    @MethodSource("bills")
    void isWhatAFinanceDepartmentWorksOut(List<String> bill) {
        var configuration =
                new ResourceConfiguration(bill.get(1), Differences.map(bill.get(2)), siblings(bill.get(3)));
        var quote = COSTS.quote(configuration, bill.get(4));
        var sum = quote.items().stream().map(Item::monthlyUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
        var open = quote.unpriced().stream().filter(u -> !u.symbolic()).toList();
        switch (bill.get(5)) {
            case "by use" -> assertThat(quote.items()).isEmpty();
            case "unpriced" -> assertThat(open).as(quote.toString()).isNotEmpty();
            case "any" -> assertThat(quote).isNotEqualTo(CostModel.Quote.NOTHING);
            case String usd -> assertThat(told(sum, new BigDecimal(usd), quote.items().size(), open))
                    .as("%s, %s by hand", quote, usd)
                    .isTrue();
        }
        if (!bill.get(6).equals("-")) {
            for (var named : bill.get(6).split(" && ")) {
                assertThat(quote.unpriced().stream().map(Unpriced::why))
                        .anyMatch(Pattern.compile(named).asPredicate());
            }
        }
    }

    /// Each line is rounded to a cent. Where something is named, the rest is no more than it all is.
    private static boolean told(BigDecimal sum, BigDecimal byHand, int lines, List<Unpriced> open) {
        var off = sum.subtract(byHand);
        var rounding = new BigDecimal("0.005").multiply(BigDecimal.valueOf(lines));
        return open.isEmpty() ? off.abs().compareTo(rounding) <= 0 : off.signum() <= 0;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void movesTheBillByThis(List<String> change) {
        var drift = Differences.of(change.get(1), change.get(2), change.get(3));
        var delta = COSTS.delta(Subjects.of(drift, "prod", siblings(change.get(4))));
        if (change.get(5).equals("named")) {
            assertThat(delta.unpriced()).as(delta.toString()).isNotEmpty();
        } else {
            assertThat(delta.monthly()).as(delta.toString()).isEqualByComparingTo(change.get(5));
        }
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(bills().count() + changes().count()).isGreaterThan(300);
    }
}
