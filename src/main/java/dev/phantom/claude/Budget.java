package dev.phantom.claude;

import java.math.BigDecimal;
import java.util.Optional;

/// What may be spent, and what has been. A call whose price is unknown counts as one US dollar: a budget that cannot be
/// kept exactly is kept carefully.
final class Budget {
    private static final BigDecimal UNKNOWN = BigDecimal.ONE;

    private final BigDecimal limit;
    private BigDecimal spent = BigDecimal.ZERO;

    Budget(BigDecimal limit) {
        this.limit = limit;
    }

    synchronized boolean isSpent() {
        return spent.compareTo(limit) >= 0;
    }

    synchronized void spend(Optional<BigDecimal> usd) {
        spent = spent.add(usd.orElse(UNKNOWN));
    }
}
