package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Launch templates and configurations: they cost nothing, each instance that is made from one does. What one costs is
/// named; how many run is known where they are declared.
final class LaunchTemplateCost implements CostModel {
    private static final String DATA = "LaunchTemplateData";

    private static final Set<String> READ = Stream.concat(
                    Machine.READS.stream(), Stream.of("InstanceMarketOptions/MarketType", "SpotPrice"))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public Set<String> types() {
        return Set.of("AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration");
    }

    @Override
    public Set<String> reads() {
        return Stream.concat(READ.stream(), READ.stream().map(name -> DATA + "/" + name))
                .collect(Collectors.toSet());
    }

    @Override
    public Quote quote(Settings settings, Market market) {
        var bill = new Bill(market);
        bill.part("instances", "instances made from it", () -> {
            var data = settings.type().endsWith("LaunchTemplate") ? settings.below(DATA) : Optional.of(settings);
            var configuration = settings.type().endsWith("LaunchConfiguration");
            data.ifPresent(d -> each(d, market, bill, configuration));
        });
        return bill.quote();
    }

    private static void each(Settings data, Market market, Bill bill, boolean monitored) {
        var one = new Bill(market);
        new Machine(List.of(data), LaunchSource.spot(data), monitored).bill(one, BigDecimal.ONE);
        var quote = one.quote();
        var items = quote.items().stream()
                .map(i ->
                        "%s: %s USD a month".formatted(i.item(), i.monthlyUsd().toPlainString()))
                .toList();
        if (!items.isEmpty()) {
            bill.symbolic("instances", "each instance made from it: " + String.join("; ", items));
        }
        quote.unpriced().stream()
                .filter(u -> !u.symbolic() && !u.why().startsWith("instance: its type"))
                .forEach(u -> bill.unpriced("instances " + u.slot(), "each instance made from it: " + u.why()));
    }
}
