package dev.phantom.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What several drifts cost together, and how much of it is not known. A sum is never said without its rest.
///
/// @param monthly  USD; null where nothing could be priced
/// @param unpriced changes whose cost, or a part of it, is not in the sum
public record CostSum(@Nullable BigDecimal monthly, int unpriced) {

    public static final CostSum NOTHING = new CostSum(null, 0);

    /// The cost of one drift. One change may leave several parts unpriced, and counts once.
    ///
    /// @param changes how many properties it changes; none for a whole resource
    public static CostSum of(CostDelta cost, int changes) {
        return new CostSum(cost.monthly(), Math.min(cost.unpriced().size(), Math.max(1, changes)));
    }

    public CostSum plus(CostSum other) {
        return new CostSum(
                monthly == null ? other.monthly : other.monthly == null ? monthly : monthly.add(other.monthly),
                unpriced + other.unpriced);
    }

    /// `+2,943.36 USD/month and 2 changes not priced`; `not priced` where nothing is.
    ///
    /// @param unit `USD/month`
    public String words(String unit) {
        return monthly == null
                ? "not priced"
                : String.format(Locale.ROOT, "%+,.2f %s", monthly.setScale(2, RoundingMode.HALF_UP), unit) + rest();
    }

    private String rest() {
        return unpriced == 0 ? "" : " and " + unpriced + (unpriced == 1 ? " change" : " changes") + " not priced";
    }
}
