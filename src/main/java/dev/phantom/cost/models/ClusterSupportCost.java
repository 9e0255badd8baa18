package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// EKS clusters: a rate while Kubernetes' version is in standard support, and another once it is in extended support.
///
/// https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html (2026-09-13)
final class ClusterSupportCost implements CostModel {
    /// The last day of standard support by minor version of Kubernetes 1.
    private static final TreeMap<Integer, LocalDate> LAST = new TreeMap<>(Map.of(
            29, LocalDate.of(2025, 3, 23),
            30, LocalDate.of(2025, 7, 23),
            31, LocalDate.of(2025, 11, 26),
            32, LocalDate.of(2026, 3, 23),
            33, LocalDate.of(2026, 7, 29),
            34, LocalDate.of(2026, 12, 2),
            35, LocalDate.of(2027, 3, 27),
            36, LocalDate.of(2027, 8, 2)));

    @Override
    public Set<String> types() {
        return Set.of("AWS::EKS::Cluster");
    }

    @Override
    public Set<String> reads() {
        return Set.of("Version", "UpgradePolicy/SupportType");
    }

    @Override
    public Quote quote(Settings cluster, Market market) {
        var bill = new Bill(market);
        bill.part("cluster", "cluster", () -> {
            var version = cluster.text("Version");
            var upgraded = cluster.text("UpgradePolicy", "SupportType")
                    .filter("STANDARD"::equals)
                    .isPresent();
            var extended = version.flatMap(v -> extended(v, market.prices().asOf()));
            if (upgraded || !extended.orElse(false)) {
                var known = upgraded || extended.isPresent();
                bill.add(
                        "cluster",
                        known ? "cluster in standard support" : "cluster, standard support assumed",
                        "eks.cluster",
                        Map.of("support", "standard"),
                        BigDecimal.ONE,
                        known ? Basis.DERIVED : Basis.ASSUMED);
            } else {
                bill.add(
                        "cluster",
                        "cluster, extended support of Kubernetes " + version.orElse(""),
                        "eks.cluster",
                        Map.of("support", "extended"),
                        BigDecimal.ONE);
            }
        });
        return bill.quote();
    }

    /// Empty where nothing is known of a version: a newer one.
    private static Optional<Boolean> extended(String version, LocalDate today) {
        if (!version.matches("1\\.\\d{1,3}")) {
            return Optional.empty();
        }
        var minor = Integer.parseInt(version.substring(2));
        if (minor < LAST.firstKey()) {
            return Optional.of(true);
        }
        return Optional.ofNullable(LAST.get(minor)).map(today::isAfter);
    }
}
