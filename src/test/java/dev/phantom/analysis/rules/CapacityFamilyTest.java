package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Recommendation;
import dev.phantom.evidence.SeriesShape;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Stats;
import dev.phantom.evidence.SpikeDetector.Spike;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each row of the table once where it fires, and once where it just does not.
class CapacityFamilyTest extends SizedCases {
    @Test
    void unitsThatTheLoadDoesNotNeedGoBackAndNeededOnesStay() {
        assertThat(edits(judge(writes(600).with(writing(600, stats(60, 70, 75), stats(60, 72, 76))))))
                .isEqualTo("REVERT");
        assertThat(edits(judge(writes(600).with(writing(600, stats(60, 99, 100), stats(400, 500, 520))))))
                .isEqualTo("LEGITIMIZE");
    }

    /// What was carried before without being full is carried again; what was full before was not carried.
    @Test
    void aSizeThatCarriedAsMuchBeforeHolds() {
        assertThat(edits(judge(writes(600).with(writing(600, stats(60, 88, 90), stats(60, 91, 92))))))
                .isEqualTo("REVERT");
        assertThat(edits(judge(writes(600).with(writing(600, stats(60, 99, 100), stats(60, 91, 92))))))
                .isNotEqualTo("REVERT");
    }

    @Test
    void betweenTooLittleAndTooMuchIsAnAmountWithRoom() {
        var verdict = judge(writes(1000).with(writing(1000, stats(60, 99, 100), stats(300, 390, 400))));
        assertThat(edits(verdict)).isEqualTo("/ProvisionedThroughput/WriteCapacityUnits=490");
        assertThat(verdict.opinion().reasoning()).contains("80 % at the 95th percentile and 82 % at peak");
        // where hardly a fifth could be spared, what is there stays
        assertThat(edits(judge(writes(600).with(writing(600, stats(60, 99, 100), stats(300, 390, 400))))))
                .isEqualTo("LEGITIMIZE");
    }

    @Test
    void nothingIsComputedFromTooFewPointsOrWhileWorkIsTurnedAway() {
        var thin = judge(writes(1000)
                .with(units(
                        WRITES,
                        "/ProvisionedThroughput/WriteCapacityUnits",
                        100,
                        1000,
                        stats(60, 99, 100),
                        stats(300, 390, 400),
                        0.79)));
        assertThat(edits(thin)).isEqualTo("NEEDS_HUMAN");
        var refused = judge(writes(1000)
                .with(writing(1000, stats(60, 99, 100), stats(300, 390, 400)))
                .with(refusals(stats(5, 9, 12))));
        assertThat(edits(refused)).isEqualTo("LEGITIMIZE");
        assertThat(refused.opinion().reasoning()).contains("still turned away (E-02)");
        // a single hour is no lasting refusal
        assertThat(edits(judge(writes(1000)
                        .with(writing(1000, stats(60, 99, 100), stats(300, 390, 400)))
                        .with(refusals(stats(0.1, 0, 12))))))
                .startsWith("/ProvisionedThroughput");
    }

    private static Metric refusals(Stats since) {
        return new Metric(
                Cases.CHANGED,
                "aws.dynamodb.write_throttle_events",
                "/second",
                Role.SATURATION,
                null,
                null,
                since,
                null,
                0.99,
                SeriesShape.NONE,
                null,
                "throttles",
                "");
    }

    /// A job that ran once and is over; the same hours of every week.
    @Test
    void anEpisodeIsOverUnlessItComesBack() {
        var once = List.of(spike("2026-11-21T04:00:00Z", "2026-11-22T12:00:00Z"));
        assertThat(edits(judge(writes(600).with(shaped(once))))).isEqualTo("REVERT");
        var weekly = List.of(
                spike("2026-11-16T04:00:00Z", "2026-11-16T12:00:00Z"),
                spike("2026-11-23T04:00:00Z", "2026-11-23T12:00:00Z"));
        assertThat(edits(judge(writes(600).with(shaped(weekly))))).isEqualTo("LEGITIMIZE");
    }

    private static Spike spike(String from, String to) {
        return new Spike(Instant.parse(from), Instant.parse(to), 520, 60, 30, null);
    }

    private static Metric shaped(List<Spike> spikes) {
        var m = writing(600, stats(50, 60, 65), stats(120, 500, 520));
        return new Metric(
                m.at(),
                m.name(),
                m.unit(),
                m.role(),
                m.before(),
                null,
                m.during(),
                null,
                m.coverage(),
                new SeriesShape(spikes, null, null, curve()),
                m.share(),
                m.summary(),
                "");
    }

    /// High for a day and a half, then as before.
    private static SeriesShape.Curve curve() {
        var values = new ArrayList<@Nullable Double>();
        for (int i = 0; i < 48; i++) {
            values.add(i >= 6 && i < 14 ? 480.0 : 60.0);
        }
        return new SeriesShape.Curve(Instant.parse("2026-11-20T03:04:11Z"), Duration.ofHours(4), values);
    }

    /// A store that runs its commands on one core gets no faster by a bigger node, and memory is what a node buys.
    @Test
    void aBiggerNodeBuysMemoryNotSpeed() {
        var node = Cases.of(
                        "AWS::ElastiCache::ReplicationGroup",
                        "{'CacheNodeType':'cache.r6g.large','Engine':'redis','NumCacheClusters':2}",
                        "{'CacheNodeType':'cache.r6g.2xlarge','Engine':'redis','NumCacheClusters':2}")
                .until(WEEK)
                .load("aws.elasticache.engine_cpuutilization", stats(22, 97, 98), stats(22, 24, 25), null, 0.99);
        var memory = "aws.elasticache.database_memory_usage_percentage";
        assertThat(edits(judge(node.load(memory, stats(44, 45, 46), stats(11, 11, 12), null, 0.99))))
                .isEqualTo("REVERT");
        var grown = Cases.of(
                        "AWS::ElastiCache::ReplicationGroup",
                        "{'CacheNodeType':'cache.r6g.large','Engine':'redis','NumCacheClusters':2}",
                        "{'CacheNodeType':'cache.r6g.2xlarge','Engine':'redis','NumCacheClusters':2}")
                .until(WEEK)
                .load(memory, stats(90, 99, 100), stats(33, 36, 36), null, 0.99);
        assertThat(edits(judge(grown))).isEqualTo("/CacheNodeType=cache.r6g.xlarge");
    }

    @Test
    void lessIsEnoughUnlessWorkIsTurnedAway() {
        var path = "/ReservedConcurrentExecutions";
        var name = "aws.lambda.concurrent_executions";
        var down = Cases.of(
                        "AWS::Lambda::Function",
                        "{'ReservedConcurrentExecutions':100}",
                        "{'ReservedConcurrentExecutions':10}")
                .until(WEEK)
                .with(units(name, path, 100, 10, stats(40, 41, 42), stats(7, 8, 9), 0.99));
        assertThat(edits(judge(down))).isEqualTo("LEGITIMIZE");
        assertThat(edits(judge(down.with(refusals(stats(5, 9, 12)))))).isEqualTo("REVERT");
    }

    /// Three quarters full is tight; with an alert since, it is too tight.
    @Test
    void lessThatAlertsIsTooLittle() {
        var smaller = "{'InstanceType':'m6i.large'}";
        var tight = Cases.of("AWS::EC2::Instance", "{'InstanceType':'m6i.xlarge'}", smaller)
                .until(WEEK)
                .load("aws.ec2.cpuutilization", stats(20, 38, 40), stats(60, 76, 80), null, 0.99);
        assertThat(edits(judge(tight))).isEqualTo("LEGITIMIZE");
        assertThat(edits(judge(tight.with(Cases.alert("2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z")))))
                .isEqualTo("REVERT");
        var roomy = Cases.of("AWS::EC2::Instance", "{'InstanceType':'m6i.xlarge'}", smaller)
                .until(WEEK)
                .load("aws.ec2.cpuutilization", stats(10, 18, 20), stats(20, 36, 40), null, 0.99)
                .with(Cases.alert("2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z"));
        assertThat(edits(judge(roomy))).isEqualTo("LEGITIMIZE");
    }

    /// RDS refuses to shrink what it stores; OpenSearch moves it to other nodes.
    @Test
    void storageThatNeverShrinksStays() {
        assertThat(edits(judge(Cases.of("AWS::RDS::DBInstance", "{'AllocatedStorage':100}", "{'AllocatedStorage':400}")
                        .until(WEEK))))
                .isEqualTo("LEGITIMIZE");
        assertThat(edits(judge(Cases.of(
                                "AWS::OpenSearchService::Domain",
                                "{'EBSOptions':{'VolumeSize':100}}",
                                "{'EBSOptions':{'VolumeSize':400}}")
                        .until(WEEK))))
                .isEqualTo("NEEDS_HUMAN");
    }

    /// The free space of the fullest node tells what is stored; storage is planned for a quarter of a year.
    @Test
    void storageIsWhatIsNotFree() {
        var domain = Cases.of(
                        "AWS::OpenSearchService::Domain",
                        "{'EBSOptions':{'EBSEnabled':true,'VolumeSize':200}}",
                        "{'EBSOptions':{'EBSEnabled':true,'VolumeSize':1000}}")
                .until(WEEK);
        assertThat(edits(judge(domain.with(free(800 * 1024))))).isEqualTo("/EBSOptions/VolumeSize=270");
        assertThat(Recommendation.LEGITIMIZE)
                .isEqualTo(judge(Cases.of(
                                        "AWS::OpenSearchService::Domain",
                                        "{'EBSOptions':{'EBSEnabled':true,'VolumeSize':200}}",
                                        "{'EBSOptions':{'EBSEnabled':true,'VolumeSize':1000}}")
                                .until(WEEK)
                                .with(free(300 * 1024)))
                        .recommendation());
    }

    private static Metric free(double mebibytes) {
        return new Metric(
                Cases.CHANGED,
                "aws.es.free_storage_space",
                "mebibyte",
                Role.HEALTH,
                null,
                null,
                new Stats(mebibytes, mebibytes, mebibytes, mebibytes, 288, null),
                null,
                0.99,
                SeriesShape.NONE,
                null,
                "free",
                "");
    }

    /// Three of four would barely do: that is no reason to change a number again.
    @Test
    void whatBarelyHoldsIsNotChosen() {
        var nodes = Cases.of(
                        "AWS::ElastiCache::ReplicationGroup",
                        "{'CacheNodeType':'cache.r6g.large','NumCacheClusters':2}",
                        "{'CacheNodeType':'cache.r6g.large','NumCacheClusters':4}")
                .until(WEEK)
                .load("aws.elasticache.engine_cpuutilization", stats(48, 97, 98), stats(46, 49, 50), null, 0.99);
        assertThat(edits(judge(nodes))).isEqualTo("LEGITIMIZE");
    }
}
