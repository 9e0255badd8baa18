package dev.phantom.claude;

import java.math.BigDecimal;
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

    /// Sets money aside for a call. Several may be under way as long as the budget lasts for all of them at their
    /// dearest; a further one waits until it is known what they cost. So however many ask at once, the limit is passed
    /// by the price of one call at most, as it is when they ask one after the other.
    ///
    /// @param most what the call can cost; empty if that is not known
    /// @return empty where the budget is spent
    synchronized Optional<Hold> hold(Optional<BigDecimal> most) throws InterruptedException {
        while (spent.compareTo(limit) < 0 && spent.add(held).compareTo(limit) >= 0) {
            wait();
        }
        if (spent.compareTo(limit) >= 0) {
            return Optional.empty();
        }
        var hold = new Hold(most.orElse(UNKNOWN));
        held = held.add(hold.most);
        return Optional.of(hold);
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
