package dev.phantom.drift.detect;

import static dev.phantom.drift.detect.World.changes;
import static dev.phantom.drift.detect.World.resource;
import static dev.phantom.drift.detect.World.unchecked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Tier;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.iac.Origin;
import dev.phantom.stack.LiveResource.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {

    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String Q =
            "'Q': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'jobs', 'VisibilityTimeout': %s}}";
    private static final String DB = "AWS::RDS::DBInstance";

    private static World queue(String declared, String live) {
        return new World().safe(Q.formatted(declared)).live("Q", "jobs", QUEUE, "{'QueueName': 'jobs', " + live + "}");
    }

    @Test
    void liveThatIsAsDeclaredIsNoDrift() {
        var report = queue("30", "'VisibilityTimeout': '30', 'DelaySeconds': 0").report();
        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().compared()).isEqualTo(1);
        assertThat(report.inventory()).extracting(i -> String.valueOf(i.path())).containsExactly("/DelaySeconds");
    }

    @Test
    void aChangedPropertyIsDeclaredDriftWithItsOrigin() {
        var report = queue("30", "'VisibilityTimeout': 60").report();
        assertThat(changes(report)).containsExactly("Q NOT_EQUAL /VisibilityTimeout");
        var circumstances = World.only(report).circumstances();
        assertThat(circumstances.tier()).isEqualTo(Tier.DECLARED);
        assertThat(circumstances.confirmed()).isTrue();
        assertThat(circumstances.origin().kind()).isEqualTo(Origin.Kind.LITERAL);
        assertThat(circumstances.origin().line()).isEqualTo(1);
    }

    @Test
    void fourStatesNotTwo() {
        var report = queue("45", "'VisibilityTimeout': 60")
                .deployed(Q.formatted("30"))
                .report();
        assertThat(changes(report)).containsExactly("Q NOT_EQUAL /VisibilityTimeout");
        assertThat(World.only(report).expectedValue()).hasToString("Optional[Scalar[text=30, style=PLAIN]]");
        assertThat(report.undeployed()).singleElement().satisfies(u -> {
            assertThat(u.path()).hasToString("/VisibilityTimeout");
            assertThat(u.kind()).isEqualTo("NOT_EQUAL");
            assertThat(String.valueOf(u.expected())).contains("45");
            assertThat(String.valueOf(u.deployed())).contains("30");
        });
    }

    @Test
    void anUndeployedCommitAloneIsNoDrift() {
        var report = queue("45", "'VisibilityTimeout': 30")
                .deployed(Q.formatted("30"))
                .report();
        assertThat(report.drifts()).isEmpty();
        assertThat(report.undeployed()).hasSize(1);
    }

    @Test
    void absentFromAFileIsNotDeleted() {
        var report = new World().safe(Q.formatted("30")).report();
        assertThat(report.drifts()).isEmpty();
        assertThat(unchecked(report)).containsExactly("Q not-in-live");
    }

    @Test
    void deletedOnlyWhenAwsSaysSo() {
        var report = new World()
                .safe(Q.formatted("30"))
                .live(resource("Q", "jobs", QUEUE, Map.of(), "{}", Status.DELETED))
                .report();
        assertThat(changes(report)).containsExactly("Q DELETED");
    }

    @Test
    void whatCouldNotBeReadIsUncheckedWithItsReason() {
        var report = new World()
                .safe(Q.formatted("30") + ", 'C': {'Type': 'Custom::Thing'}, 'P': {'Type': 'AWS::IAM::Policy'}")
                .live(resource("Q", "jobs", QUEUE, Map.of(), "{}", Status.DENIED))
                .report();
        assertThat(unchecked(report)).containsExactly("Q read-denied", "C custom-resource", "P no-read-handler");
        assertThat(report.coverage().compared()).isZero();
    }

    @Test
    void twoThatCannotBeToldApartAreAmbiguous() {
        var group = "'%s': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'x'}}";
        var report = new World()
                .safe(group.formatted("A") + ", " + group.formatted("B"))
                .live("x1", "", "AWS::EC2::SecurityGroup", "{'GroupDescription': 'x'}")
                .live("x2", "", "AWS::EC2::SecurityGroup", "{'GroupDescription': 'x'}")
                .report();
        assertThat(unchecked(report)).containsExactly("A ambiguous-identity", "B ambiguous-identity");
    }

    @Test
    void thePhysicalIdDecidesBeforeTheName() {
        var report = new World()
                .safe("'A': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'one'}}, "
                        + "'B': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'two'}}")
                .mapped("A", "sg-1")
                .mapped("B", "sg-2")
                .live(resource(
                        "B",
                        "",
                        "AWS::EC2::SecurityGroup",
                        Map.of("Id", "sg-1"),
                        "{'GroupDescription': 'one'}",
                        Status.READ))
                .live(resource(
                        "A",
                        "",
                        "AWS::EC2::SecurityGroup",
                        Map.of("Id", "sg-2"),
                        "{'GroupDescription': 'two'}",
                        Status.READ))
                .report();
        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().compared()).isEqualTo(2);
    }

    @Test
    void aStrangerIsInventoryAndNeverDrift() {
        var report = new World().live("X", "x", QUEUE, "{'QueueName': 'x'}").report();
        assertThat(report.drifts()).isEmpty();
        assertThat(report.inventory())
                .singleElement()
                .satisfies(i -> assertThat(i.path()).isNull());
    }

    @Test
    void whatAScanFoundBesideTheStackIsUnmanaged() {
        var report = new World()
                .unmanaged(resource("X", "x", QUEUE, Map.of(), "{}", Status.READ))
                .report();
        assertThat(changes(report)).containsExactly("X UNMANAGED");
    }

    /// A scan gives them no logical ids: what no template names is named by type and identifier, in every run alike.
    @Test
    void noTwoUnmanagedResourcesShareAName() {
        var a = resource("", "a", QUEUE, Map.of("QueueUrl", "https://sqs/a"), "{}", Status.READ);
        var b = resource("", "b", QUEUE, Map.of("QueueUrl", "https://sqs/b"), "{}", Status.READ);
        var both = new World().unmanaged(a).unmanaged(b).report().drifts();
        assertThat(both).extracting(Drift::driftId).doesNotHaveDuplicates();
        assertThat(both).extracting(Drift::logicalId).allMatch(name -> name.matches("Queue[0-9A-F]{8}"));
        assertThat(new World().unmanaged(b).report().drifts())
                .singleElement()
                .satisfies(alone ->
                        assertThat(alone.driftId()).isEqualTo(both.getLast().driftId()));
    }

    @Test
    void aBusyStackIsNotCompared() {
        var report = queue("30", "'VisibilityTimeout': 60")
                .status("UPDATE_IN_PROGRESS")
                .report();
        assertThat(report.drifts()).isEmpty();
        assertThat(unchecked(report)).containsExactly("Q stack-busy");
    }

    @Test
    void aReferenceIsTheThingItNames() {
        var topic = "'T': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 't'}}";
        var alarm =
                "'A': {'Type': 'AWS::CloudWatch::Alarm', 'Properties': {'AlarmName': 'a', 'AlarmActions': [{'Ref': 'T'}]}}";
        var world = new World()
                .safe(topic + ", " + alarm)
                .live("T", "arn:aws:sns:us-east-1:111122223333:t", "AWS::SNS::Topic", "{'TopicName': 't'}");
        assertThat(world.live(
                                "A",
                                "a",
                                "AWS::CloudWatch::Alarm",
                                "{'AlarmName': 'a', 'AlarmActions': ['arn:aws:sns:us-east-1:111122223333:t']}")
                        .report()
                        .drifts())
                .isEmpty();
    }

    @Test
    void somethingUnknownInALiveListIsNoAddition() {
        var report = new World()
                .safe("'G': {'Type': 'AWS::EC2::Instance', 'Properties': {'SecurityGroupIds': ['sg-1']}}")
                .live("G", "i-1", "AWS::EC2::Instance", "{'SecurityGroupIds': ['sg-1', {'$unknown': 'a function'}]}")
                .detect()
                .report();
        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().unchecked())
                .extracting(u -> u.reason().text())
                .containsExactly("unresolved");
    }

    @Test
    void aReferenceToAnotherThingIsDrift() {
        var role = "'R': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': 'web'}}";
        var function =
                "'F': {'Type': 'AWS::Lambda::Function', 'Properties': {'FunctionName': 'f', 'Role': {'Fn::GetAtt': ['R', 'Arn']}}}";
        var world = new World().safe(role + ", " + function).live("R", "web", "AWS::IAM::Role", "{'RoleName': 'web'}");
        var report = world.live(
                        "F",
                        "f",
                        "AWS::Lambda::Function",
                        "{'FunctionName': 'f', 'Role': 'arn:aws:iam::111122223333:role/admin'}")
                .report();
        assertThat(changes(report)).containsExactly("F NOT_EQUAL /Role");
    }

    @Test
    void stackTagsAreNoAdditions() {
        var live = "'VisibilityTimeout': 30, 'Tags': [{'Key': 'team', 'Value': 'pay'}, {'Key': 'x', 'Value': 'y'}]";
        assertThat(changes(queue("30", live).tag("team", "pay").report())).containsExactly("Q ADD /Tags/1");
    }

    @Test
    void capacityInsideItsBandIsManaged() {
        var fleet =
                "'Fleet': {'Type': 'AWS::AutoScaling::AutoScalingGroup', 'Properties': {'MinSize': '1', 'MaxSize': '6', 'DesiredCapacity': '2'}},"
                        + " 'Scaling': {'Type': 'AWS::AutoScaling::ScalingPolicy', 'Properties': {'AutoScalingGroupName': {'Ref': 'Fleet'}}}";
        var type = "AWS::AutoScaling::AutoScalingGroup";
        var inside = new World()
                .safe(fleet)
                .live("Fleet", "fleet", type, "{'MinSize': 1, 'MaxSize': 6, 'DesiredCapacity': 5}")
                .report();
        assertThat(inside.drifts()).isEmpty();
        assertThat(inside.managed())
                .singleElement()
                .satisfies(m -> assertThat(m.reason()).isEqualTo("autoscaled"));
        var outside = new World()
                .safe(fleet)
                .live("Fleet", "fleet", type, "{'MinSize': 1, 'MaxSize': 6, 'DesiredCapacity': 9}")
                .report();
        assertThat(changes(outside)).containsExactly("Fleet NOT_EQUAL /DesiredCapacity");
    }

    @Test
    void anEntryOfAnAttributeListCanBeAProtection() {
        var lb =
                "'L': {'Type': 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Properties': {'Name': 'l', 'LoadBalancerAttributes':"
                        + " [{'Key': 'deletion_protection.enabled', 'Value': 'true'}, {'Key': 'idle_timeout.timeout_seconds', 'Value': '60'}]}}";
        var report = new World()
                .safe(lb)
                .live(
                        "L",
                        "l",
                        "AWS::ElasticLoadBalancingV2::LoadBalancer",
                        "{'Name': 'l', 'LoadBalancerAttributes': ["
                                + "{'Key': 'routing.http2.enabled', 'Value': 'true'}, {'Key': 'idle_timeout.timeout_seconds', 'Value': '90'},"
                                + " {'Key': 'deletion_protection.enabled', 'Value': 'false'}]}")
                .report();
        assertThat(report.drifts().getFirst().changes())
                .extracting(c -> c.path() + " " + c.circumstances().protection())
                .containsExactly("/LoadBalancerAttributes/0/Value true", "/LoadBalancerAttributes/1/Value false");
    }

    @Test
    void aMinorVersionThatAwsInstalledIsManagedAMajorOneIsNot() {
        var db = "'Db': {'Type': 'AWS::RDS::DBInstance', 'Properties': {'Engine': 'mysql', 'EngineVersion': '8.0.32'}}";
        var minor = new World()
                .safe(db)
                .live("Db", "d", DB, "{'Engine': 'mysql', 'EngineVersion': '8.0.35'}")
                .report();
        assertThat(minor.drifts()).isEmpty();
        assertThat(minor.managed())
                .singleElement()
                .satisfies(m -> assertThat(m.reason()).isEqualTo("auto-minor-version"));
        var major = new World()
                .safe(db)
                .live("Db", "d", DB, "{'Engine': 'mysql', 'EngineVersion': '8.4.3'}")
                .report();
        assertThat(changes(major)).containsExactly("Db NOT_EQUAL /EngineVersion");
    }

    @Test
    void whatATeamIgnoresIsListedAndNoDrift() {
        var rules = IgnoreRulesReader.read("ignore.yaml", """
                version: 1
                rules:
                  - {stack: payments, resource: Q, path: /VisibilityTimeout, reason: tuned by hand, until: 2026-12-31}
                """);
        var report = queue("30", "'VisibilityTimeout': 60").ignoring(rules).report();
        assertThat(report.drifts()).isEmpty();
        assertThat(report.ignored())
                .singleElement()
                .satisfies(i -> assertThat(i.reason()).isEqualTo("tuned by hand"));
    }

    @Test
    void aTemplateOfAMacroIsRefusedAsAWhole() {
        var report = new World()
                .document(
                        "{'Transform': 'AWS::Serverless-2016-10-31', 'Resources': {'F': {'Type': 'AWS::Serverless::Function'}}}")
                .report();
        assertThat(unchecked(report)).containsExactly("F unsupported-template");
    }
}
