package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// EC2 instances on demand, with their volumes, monitoring and address.
///
/// https://aws.amazon.com/ec2/pricing/on-demand/
final class InstanceCost implements CostModel {
    @Override
    public Set<String> types() {
        return Set.of("AWS::EC2::Instance");
    }

    @Override
    public Set<String> reads() {
        return Stream.concat(Machine.READS.stream(), LaunchSource.READS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Quote quote(Settings settings, Market market) {
        var bill = new Bill(market);
        bill.part("instance", "instance", () -> {
            var template = LaunchSource.of(settings);
            var sources = new ArrayList<Settings>(List.of(settings));
            template.settings().ifPresent(sources::add);
            if (template.elsewhere()) {
                bill.unpriced("template", "what its launch template adds: the template is not known here");
            }
            new Machine(sources, template.spot(), false).bill(bill, BigDecimal.ONE);
        });
        return bill.quote();
    }
}
