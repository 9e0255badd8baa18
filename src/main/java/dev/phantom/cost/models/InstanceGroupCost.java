package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.ResourceConfiguration;
import java.util.Set;

/// As many EC2 instances as an Auto Scaling group wants.
final class InstanceGroupCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::AutoScaling::AutoScalingGroup");
    }

    @Override
    public Quote quote(ResourceConfiguration configuration, Market market) {
        var group = configuration.properties();
        var bill = new Bill(market);
        var count = group.number("DesiredCapacity").or(() -> group.number("MinSize"));
        var template = InstanceCost.sibling(configuration);
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
        InstanceCost.instances(bill, template.get(), type.get(), count.get());
        return bill.quote();
    }
}
