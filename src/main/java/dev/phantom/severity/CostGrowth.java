package dev.phantom.severity;

import dev.phantom.value.PropertyPath;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// When a growing bill raises a severity, apart from security. Less cost, and what cannot be priced, says nothing.
///
/// @param medium   USD a month from which an increase is medium; likewise `high` and `critical`
/// @param mediumOf   percent of the stack's known cost from which it is medium, if it is at least `mediumFrom` USD
/// @param highOf     percent from which it is high, if it is at least `highFrom` USD
public record CostGrowth(
        BigDecimal medium,
        BigDecimal high,
        BigDecimal critical,
        BigDecimal mediumOf,
        BigDecimal highOf,
        BigDecimal mediumFrom,
        BigDecimal highFrom) {

    /// A share counts from 50 and 500 USD.
    public CostGrowth(BigDecimal medium, BigDecimal high, BigDecimal critical, BigDecimal mediumOf, BigDecimal highOf) {
        this(medium, high, critical, mediumOf, highOf, BigDecimal.valueOf(50), BigDecimal.valueOf(500));
    }

    public static final CostGrowth DEFAULT = new CostGrowth(
            BigDecimal.valueOf(50),
            BigDecimal.valueOf(1_000),
            BigDecimal.valueOf(10_000),
            BigDecimal.valueOf(25),
            BigDecimal.valueOf(100));

    /// The rule that tells it.
    public static final String RULE = "PH-SEV-040";

    private static final String PAGE =
            "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/cost-aware-processes.html";

    /// Below which no increase matters, whatever the stack costs.
    public BigDecimal least() {
        return medium.min(high).min(critical).min(mediumFrom).min(highFrom);
    }

    /// @param increase USD a month that the drift adds
    /// @param known    what is known of the stack's cost before it, USD a month; 0 if nothing is
    /// @param path     of the change that it is told at
    public Optional<Finding> finding(BigDecimal increase, BigDecimal known, PropertyPath path) {
        var share = known.signum() > 0
                ? increase.multiply(BigDecimal.valueOf(100)).divide(known, 0, RoundingMode.DOWN)
                : BigDecimal.ZERO;
        var level = absolute(increase).or(relative(increase, share));
        if (increase.signum() <= 0 || level == Severity.LOW) {
            return Optional.empty();
        }
        var reasons = new ArrayList<String>();
        reasons.add(String.format(Locale.ROOT, "+%,.2f USD a month", increase));
        if (share.signum() > 0) {
            reasons.add("+" + share + " % of the stack's known cost");
        }
        return Optional.of(
                new Finding(RULE, level, path, "the bill grows: " + reasons.getFirst(), false, PAGE, "", reasons));
    }

    private Severity absolute(BigDecimal increase) {
        if (increase.compareTo(critical) >= 0) {
            return Severity.CRITICAL;
        }
        if (increase.compareTo(high) >= 0) {
            return Severity.HIGH;
        }
        return increase.compareTo(medium) >= 0 ? Severity.MEDIUM : Severity.LOW;
    }

    private Severity relative(BigDecimal increase, BigDecimal share) {
        if (reaches(increase, highFrom, share, highOf)) {
            return Severity.HIGH;
        }
        return reaches(increase, mediumFrom, share, mediumOf) ? Severity.MEDIUM : Severity.LOW;
    }

    private static boolean reaches(BigDecimal increase, BigDecimal from, BigDecimal share, BigDecimal of) {
        return increase.compareTo(from) >= 0 && share.compareTo(of) >= 0;
    }
}
