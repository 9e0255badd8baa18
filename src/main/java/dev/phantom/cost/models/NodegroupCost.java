package dev.phantom.cost.models;

import dev.phantom.cost.Basis;
import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Nodes of an EKS cluster: EC2 instances on demand, each with its disk. What a node group does not say is a
/// t3.medium with 20 GB (AWS::EKS::Nodegroup).
final class NodegroupCost implements CostModel {
    private static final Set<String> OWN = Set.of(
            "ScalingConfig/DesiredSize", "ScalingConfig/MinSize", "InstanceTypes", "CapacityType", "AmiType", "DiskSize");
    private static final BigDecimal DISK = BigDecimal.valueOf(20);

    @Override
    public Set<String> types() {
        return Set.of("AWS::EKS::Nodegroup");
    }

    @Override
    public Set<String> reads() {
        return Stream.concat(LaunchSource.READS.stream(), OWN.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Quote quote(Settings group, Market market) {
        var bill = new Bill(market);
        bill.part("instance", "nodes", () -> {
            var count = group.number("ScalingConfig", "DesiredSize")
                    .orElseGet(() -> group.neededNumber("ScalingConfig", "MinSize"));
            var template = LaunchSource.of(group);
            if (template.elsewhere()) {
                bill.unpriced("instance", Plain.number(count) + " nodes: their launch template is not known here");
            } else if (template.settings().isPresent()) {
                new Machine(List.of(template.settings().get()), spot(group), false).bill(bill, count);
            } else {
                nodes(bill, group, count);
            }
        });
        return bill.quote();
    }

    private static boolean spot(Settings group) {
        return group.text("CapacityType").filter("SPOT"::equals).isPresent();
    }

    private static void nodes(Bill bill, Settings group, BigDecimal count) {
        var types = group.items("InstanceTypes").stream()
                .flatMap(t -> t.text().stream())
                .toList();
        var what = Plain.number(count) + " × " + (types.isEmpty() ? "t3.medium" : String.join(" or ", types));
        if (spot(group)) {
            bill.unpriced("instance", what + " on Spot: the price varies");
        } else if (types.size() > 1) {
            bill.unpriced("instance", what + ": which is chosen at run time");
        } else {
            var windows = group.text("AmiType")
                    .filter(t -> t.toUpperCase(Locale.ROOT).contains("WINDOWS"))
                    .isPresent();
            var os = windows ? "windows" : "linux";
            var type = types.isEmpty() ? "t3.medium" : types.getFirst();
            bill.add(
                    "instance",
                    what + (windows ? " (Windows, on demand)" : " (Linux, on demand)"),
                    "ec2.instance",
                    Map.of("instanceType", type, "os", os),
                    count);
        }
        var size = group.number("DiskSize").orElse(DISK);
        bill.add(
                "storage",
                "%s × %s GB gp2".formatted(Plain.number(count), Plain.number(size)),
                "ebs.storage",
                Map.of("volumeType", "gp2"),
                size.multiply(count),
                Basis.ASSUMED);
    }
}
