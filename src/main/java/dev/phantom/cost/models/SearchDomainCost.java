package dev.phantom.cost.models;

import dev.phantom.cost.Bill;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// OpenSearch and Elasticsearch domains: data, master and warm nodes, and the EBS storage of each data node.
///
/// https://aws.amazon.com/opensearch-service/pricing/
final class SearchDomainCost implements CostModel {
    private static final List<String> CLUSTER = List.of(
            "InstanceType",
            "InstanceCount",
            "DedicatedMasterEnabled",
            "DedicatedMasterType",
            "DedicatedMasterCount",
            "WarmEnabled",
            "WarmType",
            "WarmCount",
            "ColdStorageOptions/Enabled");
    private static final List<String> OWN = List.of(
            "EngineVersion",
            "ElasticsearchVersion",
            "EBSOptions/EBSEnabled",
            "EBSOptions/VolumeType",
            "EBSOptions/VolumeSize",
            "EBSOptions/Iops",
            "EBSOptions/Throughput");

    /// These are past their standard support and cost more for it
    /// (https://aws.amazon.com/blogs/big-data/amazon-opensearch-service-announces-standard-and-extended-support-dates-for-elasticsearch-and-opensearch-versions/,
    /// 2025-11-08 on).
    private static final Pattern PAST =
            Pattern.compile("(Elasticsearch_)?(1\\.5|2\\.3|5\\.[1-6]|6\\.[0-7]|7\\.[1-8])|OpenSearch_(1\\.[0-2]|2\\.[3-9])");

    /// Data nodes of these families keep their data in managed storage too.
    private static final Pattern MANAGED = Pattern.compile("(or|om|oi)\\d.*");

    /// gp3 brings 3,000 IOPS and 125 MB/s with it.
    private static final Map<String, BigDecimal> BASE =
            Map.of("Iops", BigDecimal.valueOf(3000), "Throughput", BigDecimal.valueOf(125));

    private static final String OPEN_SEARCH = "AWS::OpenSearchService::Domain";

    @Override
    public Set<String> types() {
        return Set.of(OPEN_SEARCH, "AWS::Elasticsearch::Domain");
    }

    @Override
    public Set<String> reads() {
        var cluster = Stream.of("ClusterConfig", "ElasticsearchClusterConfig")
                .flatMap(key -> CLUSTER.stream().map(setting -> key + "/" + setting));
        return Stream.concat(cluster, OWN.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Quote quote(Settings domain, Market market) {
        var bill = new Bill(market);
        var key = domain.type().equals(OPEN_SEARCH) ? "ClusterConfig" : "ElasticsearchClusterConfig";
        bill.part("nodes", "data nodes", () -> {
            var count = domain.number(key, "InstanceCount").orElse(BigDecimal.ONE);
            nodes(bill, "nodes", "data", domain.needed(key, "InstanceType"), count);
            bill.part("storage", "storage", () -> storage(bill, domain, count));
            if (MANAGED.matcher(domain.needed(key, "InstanceType")).matches()) {
                managed(bill, "managed", "managed storage of the data nodes");
            }
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
                managed(bill, "warm storage", "storage of the warm nodes");
            }
        });
        bill.part("cold", "cold storage", () -> {
            if (domain.flag(false, key, "ColdStorageOptions", "Enabled")) {
                managed(bill, "cold", "cold storage");
            }
        });
        bill.part("support", "extended support", () -> support(bill, domain));
        return bill.quote();
    }

    private static void managed(Bill bill, String slot, String what) {
        bill.byUsage(slot, what, "opensearch.managed-storage", Map.of());
    }

    private static void support(Bill bill, Settings domain) {
        var version = domain.text("EngineVersion")
                .or(() -> domain.text("ElasticsearchVersion"))
                .orElse("");
        if (PAST.matcher(version).matches()) {
            bill.unpriced("support", "extended support of %s: no price known".formatted(version));
        }
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
        } else if (type.equals("gp3")) {
            BASE.forEach((setting, included) -> domain.number("EBSOptions", setting)
                    .filter(all -> all.compareTo(included) > 0)
                    .ifPresent(all -> bill.unpriced(
                            setting,
                            "%sgp3 %s %s: what is beyond %s is not priced"
                                    .formatted(Plain.many(count), setting, Plain.number(all), Plain.number(included)))));
        }
    }
}
