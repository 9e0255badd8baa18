package dev.phantom.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Optional<BigDecimal> ONE = Optional.of(BigDecimal.ONE);
    private static final Optional<BigDecimal> TWO = Optional.of(BigDecimal.TWO);

    /// Each can cost two and costs one: of a budget of three, two calls are made, however many ask at
    /// once, for a third could pass it.
    @Test
    void manyAtOnceSpendNoMoreThanOneAfterTheOther() throws Exception {
        var budget = new Budget(BigDecimal.valueOf(3));
        Callable<Boolean> call = () -> {
            var hold = budget.hold(TWO);
            Thread.yield();
            hold.ifPresent(h -> h.spend(ONE));
            return hold.isPresent();
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = 0;
            for (var asked : threads.invokeAll(Collections.nCopies(40, call))) {
                made += asked.get() ? 1 : 0;
            }
            assertThat(made).isEqualTo(2);
        }
    }

    @Test
    void aCallThatCouldPassTheLimitIsNotMadeAndTheShortfallIsSaid() throws InterruptedException {
        var budget = new Budget(BigDecimal.valueOf(3));
        budget.hold(TWO).orElseThrow().spend(Optional.of(new BigDecimal("1.237")));
        assertThat(budget.hold(TWO)).isEmpty();
        assertThat(budget.shortOf(TWO))
                .isEqualTo(
                        "the budget of 3 USD does not cover another call: 1.24 USD are spent, and it can cost 2.00 USD");
        assertThat(budget.hold(ONE)).isPresent();
    }

    @Test
    void whatACallDidNotSpendIsThereForTheNext() throws InterruptedException {
        var budget = new Budget(BigDecimal.TWO);
        budget.hold(TWO).orElseThrow().close();
        assertThat(budget.hold(TWO)).isPresent();
    }

    @Test
    void aCallWhosePriceIsNotKnownIsCountedDearly() throws InterruptedException {
        var budget = new Budget(BigDecimal.ONE);
        budget.hold(Optional.empty()).orElseThrow().spend(Optional.empty());
        assertThat(budget.hold(ONE)).isEmpty();
    }
}
