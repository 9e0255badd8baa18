package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// EC2 instances on demand with Linux, and their block devices; directly, or as many as an Auto Scaling group wants.
final class InstanceCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup");
    }

    @Override
    public Quote quote(PropertyView properties, Market market) {
        var group =
                properties.at("MinSize").isPresent() || properties.at("MaxSize").isPresent();
        return group ? group(properties, market) : instance(properties, market);
    }

    private static Quote instance(PropertyView instance, Market market) {
        var bill = new Bill(market);
        var template = sibling(instance, market);
        var type = instance.text("InstanceType").or(() -> template.flatMap(t -> t.text("InstanceType")));
        if (type.isEmpty()) {
            return bill.unpriced("instance", "the instance type is not known").quote();
        }
        instances(bill, instance, type.get(), BigDecimal.ONE);
        for (var device : instance.items("BlockDeviceMappings")) {
            device.at("Ebs")
                    .map(PropertyView::new)
                    .ifPresent(ebs -> VolumeCost.add(
                            bill, device.text("DeviceName").orElse("disk") + " ", ebs, "VolumeSize", "gp2"));
        }
        return bill.quote();
    }

    private static Quote group(PropertyView group, Market market) {
        var bill = new Bill(market);
        var count = group.number("DesiredCapacity").or(() -> group.number("MinSize"));
        var template = sibling(group, market);
        var type = template.flatMap(t -> t.text("InstanceType"));
        if (group.at("MixedInstancesPolicy").isPresent()) {
            return bill.unpriced("instance", "a mixed instances policy chooses types and Spot at run time")
                    .quote();
        }
        if (count.isEmpty() || type.isEmpty()) {
            var many = count.map(c -> c.toPlainString() + " instances: ").orElse("");
            return bill.unpriced(
                            "instance", many + "the instance type is set in a launch template that is not known here")
                    .quote();
        }
        instances(bill, template.get(), type.get(), count.get());
        return bill.quote();
    }

    private static void instances(Bill bill, PropertyView instance, String type, BigDecimal count) {
        var tenancy = instance.text("Tenancy").filter(t -> !t.equals("default"));
        if (tenancy.isPresent()) {
            bill.unpriced("instance", "%s with tenancy %s".formatted(type, tenancy.get()));
            return;
        }
        var many = count.compareTo(BigDecimal.ONE) == 0 ? "" : count.toPlainString() + " × ";
        bill.add("instance", many + type + " (Linux, on demand)", "ec2.instance", Map.of("instanceType", type), count);
    }

    /// The launch template or configuration that it is made from.
    private static Optional<PropertyView> sibling(PropertyView properties, Market market) {
        return Stream.of(
                        properties.raw("LaunchTemplate", "LaunchTemplateId"),
                        properties.raw("LaunchTemplate", "LaunchTemplateName"),
                        properties.raw("LaunchConfigurationName"))
                .flatMap(Optional::stream)
                .flatMap(reference -> market.find(reference).stream())
                .map(found ->
                        found.at("LaunchTemplateData").map(PropertyView::new).orElse(found))
                .filter(found -> !(found.value() instanceof Value.Unknown))
                .findFirst();
    }
}
