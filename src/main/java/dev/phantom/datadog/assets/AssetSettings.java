package dev.phantom.datadog.assets;

import java.math.BigDecimal;
import java.util.List;

/// What the assets take from the configuration.
///
/// @param intervalMinutes how often Phantom runs; a monitor looks back twice as far, 10,080 minutes at most
/// @param production      environments whose drift alerts, as the tag `env` says them
/// @param handles         who is told, `@slack-drift`; nobody where there are none
/// @param driftUsd        USD a month that drift in one stack may add before it alerts
/// @param driftUsdWarning USD a month from which it warns
/// @param runBudgetUsd    what the model may cost in one run
public record AssetSettings(
        int intervalMinutes,
        List<String> production,
        List<String> handles,
        BigDecimal driftUsd,
        BigDecimal driftUsdWarning,
        BigDecimal runBudgetUsd) {

    /// Windows hold this many runs: one that is late does not silence an alert or raise one.
    private static final int RUNS = 2;

    public AssetSettings {
        production = List.copyOf(production);
        handles = List.copyOf(handles);
    }

    int windowMinutes() {
        return RUNS * intervalMinutes;
    }

    BigDecimal windowBudgetUsd() {
        return runBudgetUsd.multiply(BigDecimal.valueOf(RUNS));
    }
}
