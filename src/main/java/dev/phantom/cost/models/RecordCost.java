package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Records of Route 53: queries, at a rate that goes by how they are routed.
///
/// https://aws.amazon.com/route53/pricing/
final class RecordCost implements CostModel {
    private static final String GROUP = "AWS::Route53::RecordSetGroup";
    private static final List<String> ROUTES =
            List.of("Region", "GeoLocation", "GeoProximityLocation", "CidrRoutingConfig");

    @Override
    public Set<String> types() {
        return Set.of("AWS::Route53::RecordSet", GROUP);
    }

    @Override
    public Set<String> reads() {
        return Stream.concat(ROUTES.stream(), ROUTES.stream().map(route -> "RecordSets/" + route))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Quote quote(Settings record, Market market) {
        var bill = new Bill(market);
        bill.part("queries", "queries", () -> {
            var records = record.type().equals(GROUP) ? record.items("RecordSets") : List.of(record);
            var kinds = records.stream().map(RecordCost::kind).distinct().sorted().toList();
            for (var kind : kinds.isEmpty() ? List.of("standard") : kinds) {
                var word = kind.equals("standard") ? "queries" : "queries, routed by " + kind;
                bill.byUsage("queries", word, "route53.queries", Map.of("kind", kind));
            }
        });
        return bill.quote();
    }

    private static String kind(Settings record) {
        if (record.has("GeoLocation") || record.has("GeoProximityLocation")) {
            return "geography";
        }
        if (record.has("CidrRoutingConfig")) {
            return "address";
        }
        return record.has("Region") ? "latency" : "standard";
    }
}
