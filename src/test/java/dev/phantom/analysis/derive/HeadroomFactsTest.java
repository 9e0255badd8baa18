package dev.phantom.analysis.derive;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.drift.subject.Subjects;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a model is told of the safe size is what the rules reckon with.
class HeadroomFactsTest {

    private static List<String> told(Cases cases) {
        var file = cases.build();
        return Consequences.of(Subjects.of(file.drift(), "prod"), file.window(), file.evidence(), List.of()).stream()
                .filter(fact -> fact.topic().equals("headroom"))
                .map(DerivedFact::text)
                .toList();
    }

    @Test
    void aBiggerNodeIsSaidToBuyMemoryAlone() {
        var node = Cases.of(
                        "AWS::ElastiCache::ReplicationGroup",
                        "{'CacheNodeType':'cache.r6g.large','NumCacheClusters':2}",
                        "{'CacheNodeType':'cache.r6g.2xlarge','NumCacheClusters':2}")
                .until("2026-11-28T03:04:11Z")
                .load("aws.elasticache.engine_cpuutilization", stats(22, 97, 98), stats(22, 24, 25), null, 0.99)
                .load(
                        "aws.elasticache.database_memory_usage_percentage",
                        stats(44, 45, 46),
                        stats(11, 11, 12),
                        null,
                        0.99);
        assertThat(told(node))
                .containsExactly(
                        "On /CacheNodeType cache.r6g.large the load of the last days would take, by"
                                + " aws.elasticache.database_memory_usage_percentage, 44 % of its capacity at p95 and 48 % at a"
                                + " peak that lasts; of live's it takes 11 % [E-02].",
                        "Before the trouble or the change, /CacheNodeType cache.r6g.large ran at 45 % at p95 by"
                                + " aws.elasticache.database_memory_usage_percentage: today's load of 44 % at p95 is no more than"
                                + " it was seen to carry [E-02].");
    }
}
