package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// As many EC2 instances as an Auto Scaling group wants, each with its volumes.
///
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/mixed-instances-groups-set-up-overview.html
final class InstanceGroupCost implements CostModel {
    private static final String TEMPLATE = "MixedInstancesPolicy/LaunchTemplate/";
    private static final Set<String> OWN = Set.of(
            "DesiredCapacity",
            "MinSize",
            "LaunchConfigurationName",
            "InstanceId",
            "MixedInstancesPolicy/InstancesDistribution/OnDemandBaseCapacity",
            "MixedInstancesPolicy/InstancesDistribution/OnDemandPercentageAboveBaseCapacity",
            TEMPLATE + "LaunchTemplateSpecification/LaunchTemplateId",
            TEMPLATE + "LaunchTemplateSpecification/LaunchTemplateName",
            TEMPLATE + "Overrides/InstanceType",
            TEMPLATE + "Overrides/WeightedCapacity",
            TEMPLATE + "Overrides/InstanceRequirements");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Override
    public Set<String> types() {
        return Set.of("AWS::AutoScaling::AutoScalingGroup");
    }

    @Override
    public Set<String> reads() {
        return Stream.concat(LaunchSource.READS.stream(), OWN.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Quote quote(Settings group, Market market) {
        var bill = new Bill(market);
        bill.part("instance", "instances", () -> {
            var count = group.number("DesiredCapacity").orElseGet(() -> group.neededNumber("MinSize"));
            var policy = group.below("MixedInstancesPolicy");
            if (policy.isPresent()) {
                mixed(bill, policy.get(), count);
            } else {
                plain(bill, LaunchSource.ofGroup(group), count);
            }
        });
        return bill.quote();
    }

    private static void plain(Bill bill, LaunchSource template, BigDecimal count) {
        if (template.settings().isEmpty()) {
            bill.unpriced("instance", unknown(count));
        } else {
            new Machine(List.of(template.settings().get()), template.spot(), template.monitored()).bill(bill, count);
        }
    }

    private static String unknown(BigDecimal count) {
        return Plain.number(count) + " instances: the instance type is set in a launch template that is not known here";
    }

    /// On-demand base and share are priced where one type alone can be chosen; the rest is Spot.
    private static void mixed(Bill bill, Settings policy, BigDecimal count) {
        var base = policy.number("InstancesDistribution", "OnDemandBaseCapacity")
                .orElse(BigDecimal.ZERO)
                .min(count);
        var share = policy.number("InstancesDistribution", "OnDemandPercentageAboveBaseCapacity")
                .orElse(HUNDRED);
        var above = count.subtract(base).multiply(share).divide(HUNDRED, 0, RoundingMode.CEILING);
        var onDemand = base.add(above);
        var spot = count.subtract(onDemand);
        var template =
                policy.below("LaunchTemplate").map(LaunchSource::ofPolicy).orElse(LaunchSource.UNKNOWN);
        var overrides = policy.items("LaunchTemplate", "Overrides");
        if (template.settings().isEmpty()) {
            bill.unpriced("instance", unknown(count));
            return;
        }
        var machine = new Machine(List.of(template.settings().get()), false, false);
        if (spot.signum() > 0) {
            bill.unpriced("instance", Plain.number(spot) + " instances on Spot: their price varies");
        }
        if (onDemand.signum() > 0) {
            onDemand(bill, machine, template.settings().get(), overrides, onDemand);
        }
        machine.parts(bill, count);
    }

    private static void onDemand(
            Bill bill, Machine machine, Settings template, List<Settings> overrides, BigDecimal count) {
        var types = overrides.stream()
                .flatMap(o -> o.text("InstanceType").stream())
                .distinct()
                .toList();
        var weighed = overrides.stream().anyMatch(o -> o.has("WeightedCapacity") || o.has("InstanceRequirements"));
        var one = overrides.isEmpty()
                ? template.text("InstanceType")
                : types.stream().findFirst();
        if (one.isPresent() && types.size() <= 1 && !weighed) {
            machine.bill(bill, one.get(), count);
        } else {
            bill.unpriced(
                    "instance",
                    "%s instances on demand: which of %s is chosen at run time"
                            .formatted(
                                    Plain.number(count), types.isEmpty() ? "several types" : String.join(", ", types)));
        }
    }
}
