package dev.phantom.sandbox.aws.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.sandbox.aws.deploy.PlannedChange.Cell;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The rules of drift-aware change sets, one by one.
class PlannerTest {

    private static final DriftAware RULES = new DriftAware(Known.TYPES);

    private final Map<String, RunningResources> live = new HashMap<>();

    private PlannerTest runs(String logicalId, String json) {
        live.put(logicalId, new RunningResources(true, Optional.of(map(json))));
        return this;
    }

    private static MapValue map(String json) {
        try {
            return (MapValue) ValueJson.parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Deployment deployed(String resources) {
        References references = (id, attribute) ->
                attribute.isEmpty() ? Optional.of(dev.phantom.value.Value.string(id + "-1")) : Optional.empty();
        return Deployment.of(
                "{\"Resources\":{" + resources + "}}",
                Map.of(),
                new DeploymentContext(Pseudo.UNKNOWN, Map.of(), references));
    }

    private static String resource(String id, String type, String properties) {
        return "\"%s\":{\"Type\":\"%s\",\"Properties\":{%s}}".formatted(id, type, properties);
    }

    private List<PlannedChange> rows(String previous, String desired) {
        return new Planner(
                        RULES,
                        deployed(previous),
                        deployed(desired),
                        id -> live.getOrDefault(id, new RunningResources(true, Optional.empty())))
                .rows(true, 0);
    }

    private List<PlannedChange> rows(String deployed) {
        return rows(deployed, deployed);
    }

    @Test
    void whatAScalerMovesStaysUntilTheTemplateSaysSomethingElse() {
        runs("Group", "{\"MinSize\":\"1\",\"MaxSize\":\"9\",\"DesiredCapacity\":\"7\"}");
        var group = resource(
                "Group",
                "AWS::AutoScaling::AutoScalingGroup",
                "\"MinSize\":\"1\",\"MaxSize\":\"9\",\"DesiredCapacity\":\"2\"");
        assertThat(rows(group)).isEmpty();
        assertThat(rows(group, group.replace("\"MaxSize\":\"9\"", "\"MaxSize\":\"8\"")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.ignored()).containsEntry(PropertyPath.of("DesiredCapacity"), "MANAGED_BY_AWS");
                    assertThat(row.cells()).extracting(Cell::path).containsExactly(PropertyPath.of("MaxSize"));
                });
        assertThat(rows(group, group.replace("\"DesiredCapacity\":\"2\"", "\"DesiredCapacity\":\"3\"")))
                .singleElement()
                .satisfies(row -> assertThat(row.cells())
                        .extracting(Cell::path, Cell::change)
                        .containsExactly(tuple(PropertyPath.of("DesiredCapacity"), "Modify")));
    }

    @Test
    void whatNoServiceTellsIsComparedWithTheLastDeployment() {
        runs("Db", "{\"DBInstanceClass\":\"db.t3.micro\"}");
        var db = resource(
                "Db", "AWS::RDS::DBInstance", "\"DBInstanceClass\":\"db.t3.micro\",\"MasterUserPassword\":\"one\"");
        assertThat(rows(db)).isEmpty();
        assertThat(rows(db, db.replace("\"one\"", "\"two\"")))
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).singleElement().satisfies(c -> {
                    assertThat(c.path()).isEqualTo(PropertyPath.of("MasterUserPassword"));
                    assertThat(c.actual()).isFalse();
                }));
        runs("Db", "{\"DBInstanceClass\":\"db.t3.large\"}");
        assertThat(rows(db))
                .singleElement()
                .satisfies(row -> assertThat(row.ignored())
                        .containsEntry(PropertyPath.of("MasterUserPassword"), "WRITE_ONLY_PROPERTY"));
    }

    @Test
    void whatItsOwnStackAttachesIsNoDriftAndWhatAnotherAttachesIs() {
        var group = resource(
                "Group",
                "AWS::EC2::SecurityGroup",
                "\"GroupDescription\":\"g\",\"SecurityGroupIngress\":[{\"IpProtocol\":\"tcp\",\"FromPort\":443,"
                        + "\"ToPort\":443,\"CidrIp\":\"10.0.0.0/8\"}]");
        var rule = resource(
                "Rule",
                "AWS::EC2::SecurityGroupIngress",
                "\"GroupId\":{\"Ref\":\"Group\"},\"IpProtocol\":\"tcp\",\"FromPort\":80,\"ToPort\":80,"
                        + "\"CidrIp\":\"10.0.0.0/8\"");
        var both = "{\"GroupDescription\":\"g\",\"SecurityGroupIngress\":[{\"IpProtocol\":\"tcp\",\"FromPort\":80,"
                + "\"ToPort\":80,\"CidrIp\":\"10.0.0.0/8\"},{\"IpProtocol\":\"tcp\",\"FromPort\":443,\"ToPort\":443,"
                + "\"CidrIp\":\"10.0.0.0/8\"}]}";
        runs("Group", both);
        assertThat(rows(group))
                .singleElement()
                .satisfies(row -> assertThat(row.cells())
                        .extracting(Cell::path, Cell::change)
                        .containsExactly(tuple(PropertyPath.parse("/SecurityGroupIngress/0"), "Remove")));
        live.put(
                "Group",
                new RunningResources(
                        true,
                        Optional.of(Attachments.without(
                                deployed(group + "," + rule), "AWS::EC2::SecurityGroup", "Group-1", map(both)))));
        assertThat(rows(group)).isEmpty();
    }

    @Test
    void aTypeThatIsNotSupportedIsComparedWithTheLastDeployment() {
        var policy = resource("P", "AWS::IAM::Policy", "\"PolicyName\":\"p\",\"Roles\":[\"r\"]");
        runs("P", "{\"PolicyName\":\"other\"}");
        assertThat(rows(policy)).isEmpty();
        assertThat(rows(policy, policy.replace("\"r\"", "\"s\"")))
                .singleElement()
                .satisfies(row -> assertThat(row.driftStatus()).isEqualTo("UNSUPPORTED"));
    }

    @Test
    void whatMayNotBeReadIsComparedWithTheLastDeployment() {
        var bucket = resource("B", "AWS::S3::Bucket", "\"BucketName\":\"b\"");
        live.put("B", new RunningResources(false, Optional.empty()));
        assertThat(rows(bucket)).isEmpty();
    }

    @Test
    void whatSomebodyDeletedIsMadeAgain() {
        assertThat(rows(resource("Q", "AWS::SQS::Queue", "\"DelaySeconds\":1")))
                .extracting(PlannedChange::action, PlannedChange::driftStatus)
                .containsExactly(tuple("Add", "DELETED"));
    }

    @Test
    void aDriftThatTheTemplateTakesOnIsNotedAndOneThatItDoesNotIsReverted() {
        runs("Q", "{\"DelaySeconds\":9,\"VisibilityTimeout\":99,\"FifoThroughputLimit\":\"perQueue\"}");
        var before = resource("Q", "AWS::SQS::Queue", "\"DelaySeconds\":1,\"VisibilityTimeout\":30");
        var after = resource(
                "Q",
                "AWS::SQS::Queue",
                "\"DelaySeconds\":9,\"VisibilityTimeout\":30,\"FifoThroughputLimit\":\"perQueue\"");
        assertThat(rows(before, after)).singleElement().satisfies(row -> {
            assertThat(row.action()).isEqualTo("Modify");
            assertThat(row.cells())
                    .extracting(Cell::path, Cell::change)
                    .containsExactlyInAnyOrder(
                            tuple(PropertyPath.of("VisibilityTimeout"), "Modify"),
                            tuple(PropertyPath.of("DelaySeconds"), "SyncWithActual"),
                            tuple(PropertyPath.of("FifoThroughputLimit"), "SyncWithActual"));
        });
    }

    @Test
    void whatTheTemplateSaysNoMoreIsRemoved() {
        runs("Q", "{\"DelaySeconds\":1,\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"x\",\"Value\":\"y\"}]}");
        var before = resource("Q", "AWS::SQS::Queue", "\"DelaySeconds\":1,\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"}]");
        var after = resource("Q", "AWS::SQS::Queue", "\"Tags\":[]");
        assertThat(rows(before, after))
                .singleElement()
                .satisfies(row -> assertThat(row.cells())
                        .extracting(Cell::path, Cell::change)
                        .containsExactlyInAnyOrder(
                                tuple(PropertyPath.of("DelaySeconds"), "Remove"),
                                tuple(PropertyPath.parse("/Tags/0"), "Remove")));
        var stack = deployed(after);
        var written = new ResourceWrites(
                        RULES,
                        stack,
                        deployed(before).resources().get("Q"),
                        stack.resources().get("Q"),
                        true)
                .onto(live.get("Q").properties().orElseThrow());
        assertThat(written.entries().keySet()).containsExactly("Tags");
        assertThat(written.toString()).contains("text=x").doesNotContain("text=a,");
    }
}
