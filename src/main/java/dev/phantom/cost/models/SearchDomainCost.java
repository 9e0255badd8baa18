package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/// OpenSearch and Elasticsearch domains: data, master and warm nodes, and the EBS storage of each data node.
///
/// https://aws.amazon.com/opensearch-service/pricing/
final class SearchDomainCost implements CostModel {
    private static final String OPEN_SEARCH = "AWS::OpenSearchService::Domain";

    @Override
    public Set<String> types() {
        return Set.of(OPEN_SEARCH, "AWS::Elasticsearch::Domain");
    }

    @Override
    public Set<String> reads() {
        return Set.of("ClusterConfig", "ElasticsearchClusterConfig", "EBSOptions");
    }

    @Override
    public Quote quote(Settings domain, Market market) {
        var bill = new Bill(market);
        var key = domain.type().equals(OPEN_SEARCH) ? "ClusterConfig" : "ElasticsearchClusterConfig";
        bill.part("nodes", "data nodes", () -> {
            var count = domain.number(key, "InstanceCount").orElse(BigDecimal.ONE);
            nodes(bill, "nodes", "data", domain.needed(key, "InstanceType"), count);
            bill.part("storage", "storage", () -> storage(bill, domain, count));
        });
        bill.part("masters", "dedicated masters", () -> {
            if (domain.flag(false, key, "DedicatedMasterEnabled")) {
                nodes(
                        bill,
                        "masters",
                        "dedicated master",
                        domain.needed(key, "DedicatedMasterType"),
                        domain.neededNumber(key, "DedicatedMasterCount"));
            }
        });
        bill.part("warm", "warm nodes", () -> {
            if (domain.flag(false, key, "WarmEnabled")) {
                nodes(bill, "warm", "UltraWarm", domain.needed(key, "WarmType"), domain.neededNumber(key, "WarmCount"));
            }
        });
        return bill.quote();
    }

    private static void nodes(Bill bill, String slot, String what, String type, BigDecimal count) {
        var size = type.replaceFirst("\\.(elasticsearch|search)$", "");
        bill.add(
                slot,
                "%s%s %s".formatted(Plain.many(count), type, what),
                "opensearch.instance",
                Map.of("instanceType", size),
                count);
    }

    private static void storage(Bill bill, Settings domain, BigDecimal count) {
        if (!domain.flag(false, "EBSOptions", "EBSEnabled")) {
            return;
        }
        // EBSOptions, VolumeType: gp2 where none is said
        var type = domain.text("EBSOptions", "VolumeType").orElse("gp2");
        var size = domain.neededNumber("EBSOptions", "VolumeSize");
        var key = Map.of("volumeType", type);
        bill.add(
                "storage",
                "%s%s GB %s".formatted(Plain.many(count), Plain.number(size), type),
                "opensearch.storage",
                key,
                size.multiply(count));
        if (type.equals("io1")) {
            var iops = domain.neededNumber("EBSOptions", "Iops");
            bill.add(
                    "iops",
                    "%s%s IOPS io1".formatted(Plain.many(count), Plain.number(iops)),
                    "opensearch.iops",
                    key,
                    iops.multiply(count));
        } else if (type.equals("gp3") && (domain.has("EBSOptions", "Iops") || domain.has("EBSOptions", "Throughput"))) {
            bill.unpriced(
                    "performance",
                    "%sgp3 IOPS %s and throughput %s: what is beyond the base is not priced"
                            .formatted(
                                    Plain.many(count),
                                    domain.words("EBSOptions", "Iops"),
                                    domain.words("EBSOptions", "Throughput")));
        }
    }
}
