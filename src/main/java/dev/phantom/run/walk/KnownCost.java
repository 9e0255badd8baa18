package dev.phantom.run.walk;

import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.StackCost;
import dev.phantom.cost.StackCost.Priced;
import dev.phantom.drift.subject.StackModels;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a stack costs as the repository declares it, as far as it can be priced: worked out when a drift first needs
/// it.
final class KnownCost {
    private final StackModels models;
    private final String region;
    private @Nullable BigDecimal monthly;

    KnownCost(StackModels models, String region) {
        this.models = models;
        this.region = region;
    }

    /// USD a month; 0 if nothing could be priced.
    BigDecimal monthly(CostEstimator estimator) {
        var known = monthly;
        if (known == null) {
            var priced = models.all().entrySet().stream()
                    .map(e -> new Priced(
                            e.getKey(), e.getValue().live().type(), e.getValue().expected()))
                    .toList();
            known = StackCost.of(estimator, priced, region).monthly().orElse(BigDecimal.ZERO);
            monthly = known;
        }
        return known;
    }
}
