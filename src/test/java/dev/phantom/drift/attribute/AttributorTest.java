package dev.phantom.drift.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
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
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static List<Drift> cut(String expected, String actual, Change finding, Change... others) {
        var drift = Drift.unnamed(
                "Door",
                "vpce-1",
                "AWS::EC2::VPCEndpoint",
                Drift.Status.MODIFIED,
                Stream.concat(Stream.of(finding), Stream.of(others)).toList(),
                Compare.map(expected),
                Compare.map(actual));
        var ids = new DriftIds(World.ID, Mask.of("key"), Secrets.NONE);
        return new DriftCutter(ids, d -> List.of(finding)).cut(drift);
    }

    private static Change went(String path, String value) {
        return new Change.Remove(PropertyPath.parse(path), Compare.map(value), Circumstances.undeclared());
    }

    private static Change came(String path, String value) {
        return new Change.Add(PropertyPath.parse(path), Compare.map(value), Circumstances.undeclared());
    }

    /// What went and what came in its stead is one decision wherever each stood, also where only the one carries a
    /// finding: apart, both would have the same id.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Effect':'Allow','Action':'*'} | {'Effect':'Allow','Action':'s3:GetObject'} | 0",
                "{'Effect':'Allow','Action':'*'} | {'Effect':'Allow','Action':'s3:GetObject'} | 1",
                "{'Sid':'one','Action':'*'} | {'Sid':'one','Action':'s3:GetObject'} | 1",
                "{'Key':'one','Value':'a'} | {'Key':'one','Value':'b'} | 1",
                "{'Id':'one','Value':'a'} | {'Id':'one','Value':'b'} | 1",
                "{'Name':'one','Value':'a'} | {'Name':'one','Value':'b'} | 1",
                "{'Arn':'one','Value':'a'} | {'Arn':'one','Value':'b'} | 1",
                "{'DestinationCidr':'one','Value':'a'} | {'DestinationCidr':'one','Value':'b'} | 1"
            })
    void whatCameInTheSteadOfSomethingIsNotCutFromIt(String before, String after, int place) {
        var beside = before.replace("one", "two");
        var went = went("/Elements/0", before);
        var came = came("/Elements/" + place, after);
        var other = came("/Other", "{'x':'y'}");
        var pieces = cut(
                "{'Elements':[%s]}".formatted(before),
                "{'Elements':[%s], 'Other':{'x':'y'}}".formatted(place == 0 ? after : beside + "," + after),
                came,
                went,
                other);
        assertThat(pieces).extracting(Drift::changes).containsExactly(List.of(came, went), List.of(other));
        assertThat(pieces).extracting(Drift::driftId).doesNotHaveDuplicates();
    }

    /// Elements that something tells apart are decisions of their own.
    @Test
    void anotherElementIsAnotherDecision() {
        var one = came("/Elements/0", "{'Name':'one'}");
        var two = came("/Elements/1", "{'Name':'two'}");
        var pieces = cut("{}", "{'Elements':[{'Name':'one'}, {'Name':'two'}]}", one, two);
        assertThat(pieces).extracting(Drift::changes).containsExactly(List.of(one), List.of(two));
        assertThat(pieces).extracting(Drift::driftId).doesNotHaveDuplicates();
    }

    private static final String FUNCTION = "AWS::Lambda::Function";

    private static World function(String live) {
        return new World()
                .safe(
                        "'Fn': {'Type': 'AWS::Lambda::Function', 'Properties': {'FunctionName': 'send', 'MemorySize': 256}}")
                .live("Fn", "send", FUNCTION, live);
    }

    private static Write configured(String id, String at, Write.Origin origin, String more) {
        return new Write(
                id,
                Instant.parse(at),
                "UpdateFunctionConfiguration20150331v2",
                "lambda.amazonaws.com",
                origin,
                List.of("send"),
                Compare.map("{'functionName': 'send', " + more + "}"),
                "");
    }

    private static List<Change> changes(World world, Baseline baseline, Write... writes) {
        return new Attributor(world.detector(), World.ID)
                        .attribute(world.detect(), new Writes(List.of(writes), List.of()), memory(baseline))
                        .report()
                        .drifts()
                        .stream()
                        .flatMap(d -> d.changes().stream())
                        .toList();
    }

    private static final Write.Origin DANA = Write.Origin.of("dana", Write.Via.CONSOLE, "s-1");
    private static final Write.Origin KIM = Write.Origin.of("kim", Write.Via.CLI, "s-2");
    private static final Write.Origin STACK =
            new Write.Origin("cloudformation.amazonaws.com", Write.Via.IAC, "", Write.Source.AWS_SERVICE, true, "");

    /// The console's form sends every field, also those that nobody touched.
    @Test
    void aFullWriteConfirmsWhatItChangedAndNoDefault() {
        var world = function(
                "{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 3, 'EphemeralStorage': {'Size': 512}}");
        var full = configured(
                "e-1",
                "2026-11-21T03:04:11Z",
                DANA,
                "'memorySize': 256, 'timeout': 3, 'ephemeralStorage': {'size': 512}");
        assertThat(changes(world, Baseline.none(World.ID), full)).isEmpty();
        var other = function(
                "{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 3, 'EphemeralStorage': {'Size': 513}}");
        var wider = configured(
                "e-1",
                "2026-11-21T03:04:11Z",
                DANA,
                "'memorySize': 256, 'timeout': 3, 'ephemeralStorage': {'size': 513}");
        assertThat(changes(other, Baseline.none(World.ID), wider))
                .singleElement()
                .satisfies(change -> assertThat(change.path().toString()).isEqualTo("/EphemeralStorage"));
    }

    @Test
    void aWriteThatRepeatsWhatWasThereConfirmsNothing() {
        var live = "{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 60}";
        var world = function(live);
        var write = configured("e-1", "2026-11-21T03:04:11Z", DANA, "'memorySize': 256, 'timeout': 60");
        assertThat(changes(world, earlier(world, live), write)).isEmpty();
        assertThat(changes(world, earlier(world, live.replace("60", "61")), write))
                .hasSize(1);
        assertThat(changes(world, Baseline.none(World.ID), write)).hasSize(1);
    }

    private static Baseline earlier(World world, String properties) {
        var resource = world.detect().models().get("Fn").live();
        return new Baseline(
                World.ID,
                DEPLOYED,
                List.of(new LiveResource(
                        "Fn",
                        "send",
                        FUNCTION,
                        resource.identifier(),
                        Compare.map(properties),
                        resource.provenance(),
                        resource.status(),
                        "")));
    }

    @Test
    void ofTwoWritesOfOneValueTheFirstMadeTheChange() {
        var world = function("{'FunctionName': 'send', 'MemorySize': 512, 'Timeout': 60}");
        var first = configured("e-1", "2026-11-21T03:00:00Z", KIM, "'memorySize': 512, 'timeout': 60");
        var again = configured("e-2", "2026-11-21T04:00:00Z", DANA, "'memorySize': 512, 'timeout': 60");
        assertThat(changes(world, Baseline.none(World.ID), first, again))
                .hasSize(2)
                .allSatisfy(
                        c -> assertThat(c.circumstances().occurred().actor()).isEqualTo("kim"));
        var between = configured("e-3", "2026-11-21T03:30:00Z", KIM, "'memorySize': 1024, 'timeout': 90");
        assertThat(changes(world, Baseline.none(World.ID), first, between, again))
                .allSatisfy(
                        c -> assertThat(c.circumstances().occurred().actor()).isEqualTo("dana"));
    }

    @Test
    void whatTheStackItselfWroteIsNotConfirmedByAPersonWhoRepeatsIt() {
        var world = function("{'FunctionName': 'send', 'MemorySize': 256, 'Timeout': 60}");
        var stack = configured("e-1", "2026-11-21T03:00:00Z", STACK, "'timeout': 60");
        var person = configured("e-2", "2026-11-21T04:00:00Z", DANA, "'timeout': 60");
        assertThat(changes(world, Baseline.none(World.ID), stack, person)).isEmpty();
        assertThat(changes(world, Baseline.none(World.ID), person)).hasSize(1);
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
