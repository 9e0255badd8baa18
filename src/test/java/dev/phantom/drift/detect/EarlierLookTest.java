package dev.phantom.drift.detect;

import static dev.phantom.drift.detect.World.changes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Tier;
import dev.phantom.drift.Witness;
import org.junit.jupiter.api.Test;

/// What an earlier look confirms, and what it vouches for.
class EarlierLookTest {

    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String Q =
            "'Q': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'jobs', 'VisibilityTimeout': %s}}";
    private static final String DB = "AWS::RDS::DBInstance";

    private static World queue(String declared, String live) {
        return new World().safe(Q.formatted(declared)).live("Q", "jobs", QUEUE, "{'QueueName': 'jobs', " + live + "}");
    }

    @Test
    void aBaselineConfirmsWhatTheTemplateDoesNotSay() {
        var db = "'Db': {'Type': 'AWS::RDS::DBInstance', 'Properties': {'DBInstanceClass': 'db.r5.large'}}";
        var world = new World()
                .safe(db)
                .live(
                        "Db",
                        "pay",
                        DB,
                        "{'DBInstanceClass': 'db.r5.large', 'DeletionProtection': false, 'MultiAZ': true, 'Tags': []}")
                .earlier(
                        "Db",
                        "pay",
                        DB,
                        "{'DBInstanceClass': 'db.r5.large', 'DeletionProtection': true, 'MultiAZ': true, 'Description': ''}");
        var report = world.report();
        assertThat(changes(report)).containsExactly("Db NOT_EQUAL /DeletionProtection");
        var circumstances = World.only(report).circumstances();
        assertThat(circumstances.tier()).isEqualTo(Tier.UNDECLARED);
        assertThat(circumstances.confirmed()).isTrue();
        assertThat(circumstances.protection()).isTrue();
        assertThat(circumstances.witnesses()).containsExactlyInAnyOrder(Witness.COMPARISON, Witness.BASELINE);
        assertThat(report.inventory()).extracting(i -> String.valueOf(i.path())).containsExactly("/MultiAZ");
    }

    /// Elements that nothing tells apart: what is new in one of them is new nevertheless.
    @Test
    void aBaselineConfirmsWhatIsNewInsideAnElementWithoutAName() {
        var rule = "AWS::ElasticLoadBalancingV2::ListenerRule";
        var conditions = "{'Field': 'host-header', 'Values': ['a.example.com']}";
        var declared = "{'Priority': 1, 'Conditions': [%s, {'Field': 'path-pattern', 'Values': ['/pay']}]}";
        var more = "{'Field': 'host-header', 'Values': ['a.example.com'], 'RegexValues': ['.*']}";
        var world = new World()
                .safe("'R': {'Type': '" + rule + "', 'Properties': " + declared.formatted(conditions) + "}")
                .live("R", "r", rule, declared.formatted(more));
        assertThat(changes(world.report())).isEmpty();
        assertThat(changes(world.earlier("R", "r", rule, declared.formatted(conditions))
                        .report()))
                .containsExactly("R ADD /Conditions/0/RegexValues");
        assertThat(changes(new World()
                        .safe("'R': {'Type': '" + rule + "', 'Properties': " + declared.formatted(conditions) + "}")
                        .live("R", "r", rule, declared.formatted(conditions))
                        .earlier("R", "r", rule, declared.formatted(more))
                        .report()))
                .containsExactly("R REMOVE /Conditions/0/RegexValues");
    }

    @Test
    void anEarlierLookTellsAnotherOrderWhereOrderCountsOnly() {
        var type = "AWS::Lambda::Function";
        var live = "{'MemorySize': 128, 'Layers': ['%s', '%s'], 'Architectures': ['%s', '%s']}";
        var report = new World()
                .safe("'F': {'Type': '" + type + "', 'Properties': {'MemorySize': 128}}")
                .live("F", "f", type, live.formatted("one", "two", "x86_64", "arm64"))
                .earlier("F", "f", type, live.formatted("two", "one", "arm64", "x86_64"))
                .report();
        assertThat(changes(report)).containsExactly("F NOT_EQUAL /Layers");
    }

    /// What is known of a place inside an element holds while partners are looked for, too.
    @Test
    void oneChangedElementMakesNoOtherOneDiffer() {
        var type = "AWS::Route53::RecordSetGroup";
        var sets = "{'RecordSets': [{'Name': '%s.example.com', 'Type': 'A', 'TTL': '300'},"
                + " {'Name': 'b.example.com', 'Type': 'A', 'TTL': '%s'}]}";
        assertThat(changes(new World()
                        .safe("'R': {'Type': '" + type + "', 'Properties': " + sets.formatted("MiXeD", "60") + "}")
                        .live("R", "r", type, sets.formatted("mixed", "61"))
                        .report()))
                .containsExactly("R NOT_EQUAL /RecordSets/1/TTL");
    }

    @Test
    void aProtectionLastSeenOnThatIsGoneIsAChange() {
        var bucket = "'B': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'b'}}";
        var report = new World()
                .safe(bucket)
                .live("B", "b", "AWS::S3::Bucket", "{'BucketName': 'b', 'PublicAccessBlockConfiguration': {}}")
                .earlier(
                        "B",
                        "b",
                        "AWS::S3::Bucket",
                        "{'BucketName': 'b', 'PublicAccessBlockConfiguration': {'BlockPublicAcls': true}}")
                .report();
        assertThat(changes(report)).containsExactly("B REMOVE /PublicAccessBlockConfiguration");
    }

    @Test
    void aBaselineVouchesForDeclaredDrift() {
        var report = queue("30", "'VisibilityTimeout': 60")
                .earlier("Q", "jobs", QUEUE, "{'QueueName': 'jobs', 'VisibilityTimeout': 30}")
                .report();
        assertThat(World.only(report).circumstances().witnesses()).contains(Witness.BASELINE);
        assertThat(report.drifts()).hasSize(1);
    }
}
