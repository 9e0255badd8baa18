package dev.phantom.claude;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// What may be spent, and what has been. A call whose price is unknown counts as one US dollar: a budget that cannot be
/// kept exactly is kept carefully.
final class Budget {
    private static final BigDecimal UNKNOWN = BigDecimal.ONE;

    private final BigDecimal limit;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal held = BigDecimal.ZERO;

    Budget(BigDecimal limit) {
        this.limit = limit;
    }

    /// Sets money aside for a call, as much as it can cost. One that could pass the limit is not made; where calls
    /// under way may give some back, it waits until it is known what they cost.
    ///
    /// @param most what the call can cost; empty if that is not known
    /// @return empty where the rest of the budget does not cover it
    synchronized Optional<Hold> hold(Optional<BigDecimal> most) throws InterruptedException {
        var worst = most.orElse(UNKNOWN);
        while (spent.add(worst).compareTo(limit) <= 0
                && spent.add(held).add(worst).compareTo(limit) > 0) {
            wait();
        }
        if (spent.add(worst).compareTo(limit) > 0) {
            return Optional.empty();
        }
        var hold = new Hold(worst);
        held = held.add(hold.most);
        return Optional.of(hold);
    }

    /// Why a call was not made: `the budget of 5 USD does not cover another call: 4.87 USD are spent, and it can cost
    /// 0.22 USD`.
    synchronized String shortOf(Optional<BigDecimal> most) {
        return "the budget of %s USD does not cover another call: %s USD are spent, and it can cost %s USD"
                .formatted(limit.toPlainString(), cents(spent), cents(most.orElse(UNKNOWN)));
    }

    private static String cents(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.UP).toPlainString();
    }

    /// Money set aside for one call; closing it gives back what was not spent.
    final class Hold implements AutoCloseable {
        private final BigDecimal most;
        private boolean open = true;

        private Hold(BigDecimal most) {
            this.most = most;
        }

        /// @param usd empty for a call whose price is not known
        void spend(Optional<BigDecimal> usd) {
            synchronized (Budget.this) {
                spent = spent.add(usd.orElse(UNKNOWN));
                close();
            }
        }

        @Override
        public void close() {
            synchronized (Budget.this) {
                if (open) {
                    held = held.subtract(most);
                    open = false;
                    Budget.this.notifyAll();
                }
            }
        }
    }
}
