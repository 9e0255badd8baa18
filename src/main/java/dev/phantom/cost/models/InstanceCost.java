package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// EC2 instances on demand with Linux, and their block devices.
final class InstanceCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::EC2::Instance");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var instance = configuration.properties();
        var bill = new Bill(market);
        var template = sibling(configuration);
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

    /// So many of one type.
    static void instances(Bill bill, PropertyView instance, String type, BigDecimal count) {
        var tenancy = instance.text("Tenancy").filter(t -> !t.equals("default"));
        if (tenancy.isPresent()) {
            bill.unpriced("instance", "%s with tenancy %s".formatted(type, tenancy.get()));
            return;
        }
        var many = count.compareTo(BigDecimal.ONE) == 0 ? "" : count.toPlainString() + " × ";
        bill.add("instance", many + type + " (Linux, on demand)", "ec2.instance", Map.of("instanceType", type), count);
    }

    /// The launch template or configuration that it is made from.
    static Optional<PropertyView> sibling(ResourceConfiguration configuration) {
        var properties = configuration.properties();
        return Stream.of(
                        properties.raw("LaunchTemplate", "LaunchTemplateId"),
                        properties.raw("LaunchTemplate", "LaunchTemplateName"),
                        properties.raw("LaunchConfigurationName"))
                .flatMap(Optional::stream)
                .flatMap(reference -> configuration.find(reference).stream())
                .map(found ->
                        found.at("LaunchTemplateData").map(PropertyView::new).orElse(found))
                .filter(found -> !(found.value() instanceof Value.Unknown))
                .findFirst();
    }
}
