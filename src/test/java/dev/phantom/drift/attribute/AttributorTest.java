package dev.phantom.drift.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Occurred.Precision;
import dev.phantom.drift.Witness;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.detect.World;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.Differences;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributorTest {

    private static final Instant DEPLOYED = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant CAPTURED = Instant.parse("2026-11-22T00:00:00Z");
    private static final Attributor.Bracket BRACKET = new Attributor.Bracket(DEPLOYED, DEPLOYED, CAPTURED);
    private static final String DB = "AWS::RDS::DBInstance";

    private static final World WORLD = new World()
            .safe(
                    "'Db': {'Type': 'AWS::RDS::DBInstance', 'Properties': {'DBInstanceClass': 'db.r5.large', 'AllocatedStorage': '100'}}")
            .live(
                    "Db",
                    "payments-db",
                    DB,
                    "{'DBInstanceClass': 'db.r5.4xlarge', 'AllocatedStorage': '200', 'DeletionProtection': false, 'MultiAZ': true}");

    private static Write write(String event, String at, Write.Via via, String request) {
        return new Write(
                "e-" + event,
                Instant.parse(at),
                event,
                "rds.amazonaws.com",
                Write.Origin.of("role/oncall", via, "s-1"),
                List.of("payments-db"),
                Compare.map(request),
                "");
    }

    private static Attributor.Memory memory(Baseline baseline) {
        return new Attributor.Memory(piece -> BRACKET, baseline, resource -> Optional.ofNullable(baseline.at()));
    }

    private static Detection attribute(Write... writes) {
        return new Attributor(WORLD.detector(), World.ID)
                .attribute(WORLD.detect(), new Writes(List.of(writes), List.of()), memory(Baseline.none(World.ID)));
    }

    private static Change change(Detection detection, String path) {
        return detection.report().drifts().stream()
                .flatMap(d -> d.changes().stream())
                .filter(c -> c.path().toString().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWriteThatNamesThePropertyIsExact() {
        var detection = attribute(write(
                "ModifyDBInstance",
                "2026-11-21T03:04:11Z",
                Write.Via.CONSOLE,
                "{'dBInstanceIdentifier': 'payments-db', 'dBInstanceClass': 'db.r5.4xlarge'}"));
        var change = change(detection, "/DBInstanceClass").circumstances();
        assertThat(change.occurred().precision()).isEqualTo(Precision.EXACT);
        assertThat(change.occurred().actor()).isEqualTo("role/oncall");
        assertThat(change.witnesses()).contains(Witness.WRITE);
        var other = change(detection, "/AllocatedStorage").circumstances();
        assertThat(other.occurred().precision()).isEqualTo(Precision.BRACKETED);
        assertThat(other.occurred().from()).isEqualTo(DEPLOYED);
        assertThat(other.witnesses()).doesNotContain(Witness.WRITE);
    }

    /// Terraform's write to a resource of a stack goes past the stack; CloudFormation's own is the stack.
    @Test
    void aToolsWriteIsOutOfBandAndCloudFormationsIsNot() {
        var tool = new Write.Origin("alice", Write.Via.IAC, "s-1", Write.Source.PUBLIC, false, "");
        var stack =
                new Write.Origin("cloudformation.amazonaws.com", Write.Via.IAC, "", Write.Source.AWS_SERVICE, true, "");
        for (var origin : List.of(tool, stack)) {
            var write = new Write(
                    "e-1",
                    Instant.parse("2026-11-21T03:04:11Z"),
                    "ModifyDBInstance",
                    "rds.amazonaws.com",
                    origin,
                    List.of("payments-db"),
                    Compare.map("{'dBInstanceIdentifier': 'payments-db', 'multiAZ': true}"),
                    "");
            var confirmed = attribute(write).report().drifts().stream()
                    .flatMap(d -> d.changes().stream())
                    .filter(c -> c.path().toString().equals("/MultiAZ"))
                    .toList();
            if (origin.deploys()) {
                assertThat(confirmed).isEmpty();
            } else {
                assertThat(confirmed).singleElement().satisfies(change -> {
                    assertThat(change.circumstances().occurred().actor()).isEqualTo("alice");
                    assertThat(change.circumstances().occurred().via()).isEqualTo(Write.Via.IAC);
                    assertThat(change.circumstances().witnesses()).contains(Witness.WRITE);
                });
            }
        }
    }

    @Test
    void aWriteConfirmsAnUndeclaredChangeThatItNames() {
        var detection = attribute(write(
                "ModifyDBInstance",
                "2026-11-21T03:04:11Z",
                Write.Via.CLI,
                "{'dBInstanceIdentifier': 'payments-db', 'deletionProtection': false}"));
        var change = change(detection, "/DeletionProtection").circumstances();
        assertThat(change.confirmed()).isTrue();
        assertThat(change.protection()).isTrue();
        assertThat(change.witnesses()).contains(Witness.WRITE, Witness.COMPARISON);
        assertThat(detection.report().inventory())
                .extracting(i -> String.valueOf(i.path()))
                .containsExactly("/MultiAZ");
    }

    /// The entries of an attribute bag that the request did not carry are the service's defaults, not somebody's.
    @Test
    void aWriteConfirmsTheEntriesOfABagThatItCarries() {
        var arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/edge/50dc6c495c0c9188";
        var world = new World()
                .safe("'Lb': {'Type': 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'Properties': {'Name': 'edge',"
                        + " 'LoadBalancerAttributes': [{'Key': 'waf.fail_open.enabled', 'Value': 'false'}]}}")
                .live(
                        "Lb",
                        arn,
                        "AWS::ElasticLoadBalancingV2::LoadBalancer",
                        "{'Name': 'edge', 'LoadBalancerAttributes': [{'Key': 'waf.fail_open.enabled', 'Value': 'false'},"
                                + " {'Key': 'routing.http2.enabled', 'Value': 'true'},"
                                + " {'Key': 'idle_timeout.timeout_seconds', 'Value': '600'}]}");
        var write = new Write(
                "e-1",
                Instant.parse("2026-11-21T03:04:11Z"),
                "ModifyLoadBalancerAttributes",
                "elasticloadbalancing.amazonaws.com",
                Write.Origin.of("role/oncall", Write.Via.CONSOLE, "s-1"),
                List.of(arn),
                Compare.map("{'loadBalancerArn': '" + arn
                        + "', 'attributes': [{'key': 'idle_timeout.timeout_seconds', 'value': '600'}]}"),
                "");
        var detection = new Attributor(world.detector(), World.ID)
                .attribute(world.detect(), new Writes(List.of(write), List.of()), memory(Baseline.none(World.ID)));
        assertThat(detection.report().drifts())
                .flatExtracting(Drift::changes)
                .extracting(c -> c.actualValue().map(Object::toString).orElse(""))
                .singleElement()
                .asString()
                .contains("idle_timeout")
                .doesNotContain("http2");
    }

    @Test
    void anEqualNumberUnderAnotherNameConfirmsNothing() {
        var world = new World()
                .safe(
                        "'Fn': {'Type': 'AWS::Lambda::Function', 'Properties': {'FunctionName': 'send', 'MemorySize': 256}}")
                .live(
                        "Fn",
                        "send",
                        "AWS::Lambda::Function",
                        "{'FunctionName': 'send', 'MemorySize': 512, 'EphemeralStorage': {'Size': 512}}");
        var write = new Write(
                "e-1",
                Instant.parse("2026-11-21T03:04:11Z"),
                "UpdateFunctionConfiguration20150331v2",
                "lambda.amazonaws.com",
                Write.Origin.of("role/oncall", Write.Via.CONSOLE, "s-1"),
                List.of("send"),
                Compare.map("{'functionName': 'send', 'memorySize': 512}"),
                "");
        var detection = new Attributor(world.detector(), World.ID)
                .attribute(world.detect(), new Writes(List.of(write), List.of()), memory(Baseline.none(World.ID)));
        assertThat(detection.report().drifts())
                .flatExtracting(Drift::changes)
                .extracting(c -> c.path().toString())
                .containsExactly("/MemorySize");
    }

    @Test
    void aWriteToTheResourceAloneConfirmsNothing() {
        var detection = attribute(write(
                "RebootDBInstance",
                "2026-11-21T03:04:11Z",
                Write.Via.CONSOLE,
                "{'dBInstanceIdentifier': 'payments-db'}"));
        assertThat(detection.report().inventory()).hasSize(2);
        assertThat(change(detection, "/DBInstanceClass").circumstances().witnesses())
                .containsExactly(Witness.COMPARISON);
    }

    @Test
    void writesBeforeTheDeploymentOrByAwsOrWithErrorsConfirmNothing() {
        var request = "{'dBInstanceIdentifier': 'payments-db', 'deletionProtection': false}";
        var early = write("ModifyDBInstance", "2026-11-19T00:00:00Z", Write.Via.CONSOLE, request);
        var service = write("ModifyDBInstance", "2026-11-21T00:00:00Z", Write.Via.AWS_SERVICE, request);
        var failed = new Write(
                "e",
                Instant.parse("2026-11-21T00:00:00Z"),
                "ModifyDBInstance",
                "rds.amazonaws.com",
                Write.Origin.of("x", Write.Via.CLI, ""),
                List.of("payments-db"),
                Compare.map(request),
                "AccessDenied");
        assertThat(attribute(early, service, failed).report().inventory()).hasSize(2);
    }

    @Test
    void anotherResourcesWriteSaysNothing() {
        var other = new Write(
                "e",
                Instant.parse("2026-11-21T00:00:00Z"),
                "ModifyDBInstance",
                "rds.amazonaws.com",
                Write.Origin.of("x", Write.Via.CLI, ""),
                List.of("orders-db"),
                Compare.map("{'deletionProtection': false}"),
                "");
        assertThat(attribute(other).report().inventory()).hasSize(2);
    }

    @Test
    void driftsAreCutByProtectionAndByWrite() {
        var detection = attribute(
                write(
                        "ModifyDBInstance",
                        "2026-11-21T03:04:11Z",
                        Write.Via.CONSOLE,
                        "{'dBInstanceIdentifier': 'payments-db', 'dBInstanceClass': 'db.r5.4xlarge'}"),
                write(
                        "ModifyDBInstance",
                        "2026-11-21T04:00:00Z",
                        Write.Via.CONSOLE,
                        "{'dBInstanceIdentifier': 'payments-db', 'deletionProtection': false}"));
        var cutter = new DriftCutter(new DriftIds(World.ID, Mask.of("key"), Secrets.NONE), drift -> List.of());
        var pieces = detection.report().drifts().stream()
                .flatMap(drift -> cutter.cut(drift).stream())
                .toList();
        assertThat(pieces)
                .extracting(
                        d -> d.changes().stream().map(c -> c.path().toString()).toList())
                .containsExactly(
                        List.of("/DBInstanceClass"), List.of("/AllocatedStorage"), List.of("/DeletionProtection"));
        assertThat(pieces).extracting(Drift::driftId).doesNotHaveDuplicates();
    }

    /// A call names properties of AWS, whoever declares the resource.
    @Test
    void aTerraformDriftIsAttributedByWhatTheCallNames() {
        var told = Differences.of(
                "aws_db_instance.db",
                "aws_db_instance",
                Compare.map("{'identifier': 'payments-db', 'instance_class': 'db.r5.large', 'allocated_storage': 100}"),
                Compare.map(
                        "{'identifier': 'payments-db', 'instance_class': 'db.r5.4xlarge', 'allocated_storage': 200}"));
        var drift = Drift.unnamed(
                told.logicalId(),
                "payments-db",
                told.type(),
                told.status(),
                told.changes(),
                told.expected(),
                told.actual());
        var report = new DriftReport(
                List.of(drift), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of());
        var write = write(
                "ModifyDBInstance",
                "2026-11-21T03:04:11Z",
                Write.Via.CONSOLE,
                "{'dBInstanceIdentifier': 'payments-db', 'dBInstanceClass': 'db.r5.4xlarge'}");
        var attributed = new Attributor(WORLD.detector(), World.ID)
                .attribute(
                        new Detection(report, Map.of()),
                        new Writes(List.of(write), List.of()),
                        memory(Baseline.none(World.ID)));
        var changes = attributed.report().drifts().getFirst().changes();
        assertThat(changes).extracting(c -> c.path().toString()).contains("/instance_class", "/allocated_storage");
        assertThat(changes)
                .allSatisfy(
                        change -> assertThat(change.circumstances().occurred().precision())
                                .isEqualTo(
                                        change.path().equals(PropertyPath.of("instance_class"))
                                                ? Precision.EXACT
                                                : Precision.BRACKETED));
    }
}
