package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Origin;
import dev.phantom.iac.TemplateGenerator;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a revert does in AWS is what was approved, or nothing: for random drifts, random approvals, and whatever
/// happens meanwhile.
class ReconcileLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Value.MapValue EMPTY = Value.MapValue.EMPTY;
    private static final StackId SHOP = new StackId(EmbeddedStacks.ACCOUNT, "us-east-1", "shop");
    private static final int STACKS = 6;
    private static final int MOST = 12;

    private static final String TEMPLATE = """
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: jobs
                  VisibilityTimeout: 30
                  MessageRetentionPeriod: 345600
              Logs:
                Type: AWS::Logs::LogGroup
                Properties:
                  LogGroupName: /shop
                  RetentionInDays: 30
              Files:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: shop-files
                  VersioningConfiguration: {Status: Enabled}
            """;

    private static final String LIVE = """
            [{"id": "Web", "physical": "sg-0001", "type": "AWS::EC2::SecurityGroup", "identifier": {"Id": "sg-0001"},
              "properties": {"Id": "sg-0001", "GroupId": "sg-0001", "GroupDescription": "web", "SecurityGroupIngress":
               [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}]}},
             {"id": "Jobs", "physical": "https://sqs.us-east-1.amazonaws.com/111111111111/jobs", "type": "AWS::SQS::Queue",
              "identifier": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/jobs"},
              "properties": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111111111111/jobs", "QueueName": "jobs",
               "VisibilityTimeout": 30, "MessageRetentionPeriod": 345600, "DelaySeconds": 0}},
             {"id": "Logs", "physical": "/shop", "type": "AWS::Logs::LogGroup", "identifier": {"LogGroupName": "/shop"},
              "properties": {"LogGroupName": "/shop", "RetentionInDays": 30}},
             {"id": "Files", "physical": "shop-files", "type": "AWS::S3::Bucket", "identifier": {"BucketName": "shop-files"},
              "properties": {"BucketName": "shop-files", "VersioningConfiguration": {"Status": "Enabled"}}}]
            """;

    /// What a person may do in the console: resource, path, value.
    private static final List<List<String>> CONSOLE = List.of(
            List.of("Jobs", "/VisibilityTimeout", "600"),
            List.of("Jobs", "/MessageRetentionPeriod", "60"),
            List.of("Logs", "/RetentionInDays", "1"),
            List.of("Files", "/VersioningConfiguration/Status", "\"Suspended\""),
            List.of("Web", "/SecurityGroupIngress/0/CidrIp", "\"0.0.0.0/0\""),
            List.of("Web", "/SecurityGroupIngress", """
                    [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"},
                     {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}]"""));

    @TempDir
    Path folder;

    private @Nullable EmbeddedStacks world;

    private EmbeddedStack shop(int rowsInSync) throws IOException {
        var resources = new ArrayList<EmbeddedStacks.Resource>();
        for (var r : JSON.readTree(LIVE)) {
            var identifier = r.get("identifier").properties().iterator().next();
            resources.add(new EmbeddedStacks.Resource(
                    r.get("id").asText(),
                    r.get("physical").asText(),
                    r.get("type").asText(),
                    Map.of(identifier.getKey(), identifier.getValue().asText()),
                    (ObjectNode) r.get("properties")));
        }
        var laid = new EmbeddedStacks.Laid("shop", "us-east-1", TEMPLATE, resources);
        world = new EmbeddedStacks(folder, List.of(laid), EmbeddedStacks.QUICK.rowsInSync(rowsInSync));
        return new EmbeddedStack(world, laid);
    }

    private static void console(EmbeddedStack shop, List<String> act) {
        shop.console(act.get(0), act.get(1), act.get(2));
    }

    @AfterEach
    void stop() {
        if (world != null) {
            world.close();
        }
    }

    /// Stacks made up from the schemas of AWS's types: everything that somebody could do to each of their resources,
    /// several at a time, and what may happen meanwhile.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsExecutedIsWhatWasApprovedOrNothing(long seed) {
        var tally = new ReconcileTally();
        ReconcileRounds.play(folder, MadeUp.stacks(STACKS, new Random(seed)), tally, new Random(seed), MOST);
        assertThat(tally.wrong()).isEmpty();
        assertThat(tally.executedShare()).isGreaterThan(0.8);
    }

    static Stream<Long> seeds() {
        return TemplateGenerator.seeds(1).stream();
    }

    @Test
    void whatNoTemplateSaysIsPinnedInTheDeployedOne() throws IOException {
        var shop = shop(0);
        var earlier = new Baseline(SHOP, null, shop.read().resources());
        shop.console("Jobs", "/DelaySeconds", "300");
        assertThat(shop.drifts()).isEmpty();
        var approval = shop.approve(shop.detect(earlier).report().drifts());
        assertThat(shop.apply(approval))
                .isInstanceOfSatisfying(
                        Reconciliation.Executed.class, e -> assertThat(e.left()).isEmpty());
        assertThat(changed(shop)).containsExactly("Jobs/DelaySeconds");
        assertThat(shop.told())
                .isEqualTo(TEMPLATE.replace(
                        "MessageRetentionPeriod: 345600\n", "MessageRetentionPeriod: 345600\n      DelaySeconds: 0\n"));
    }

    @Test
    void everythingApprovedAndNothingElseMovingIsExecuted() throws IOException {
        var shop = shop(0);
        CONSOLE.subList(0, 5).forEach(act -> console(shop, act));
        var approval = shop.approve(shop.drifts());
        assertThat(shop.plan(approval)).isInstanceOf(Reconciliation.Provable.class);
        assertThat(shop.leavesChangeSets()).isFalse();
        assertThat(shop.apply(approval))
                .isInstanceOfSatisfying(
                        Reconciliation.Executed.class,
                        e -> assertThat(e.verified()).isTrue());
        assertThat(shop.apply(approval)).isInstanceOf(Reconciliation.Settled.class);
    }

    /// Whoever applies the same records again finds it done, or does it.
    @Test
    void anOrderThatIsKilledAtAnyCallIsCarriedOutByTheNext() throws IOException {
        var shop = shop(0);
        var world = Objects.requireNonNull(this.world);
        var clean = shop.running();
        var ends = new HashSet<Class<?>>();
        var calls = 0;
        for (var killed = true; killed; calls++) {
            shop.renew();
            console(shop, CONSOLE.getFirst());
            console(shop, CONSOLE.get(4));
            var approval = shop.approve(shop.drifts());
            world.answers(calls);
            try {
                shop.apply(approval);
            } catch (PhantomException e) {
                assertThat(e.diagnostic().line()).startsWith("PH-AWS-");
            }
            killed = world.unasked() < 0;
            world.answers(Integer.MAX_VALUE);
            ends.add(finished(shop, approval).getClass());
            assertThat(shop.running()).as("killed at call %d", calls).isEqualTo(clean);
        }
        assertThat(calls).isGreaterThan(30);
        assertThat(ends).contains(Reconciliation.Executed.class, Reconciliation.Settled.class);
    }

    /// A stack that was left at work refuses until it rests.
    private static Reconciliation finished(EmbeddedStack shop, Approval approval) {
        for (var tries = 0; ; tries++) {
            try {
                return shop.apply(approval);
            } catch (PhantomException e) {
                assertThat(tries).as(e.diagnostic().line()).isLessThan(5);
                assertThat(e.diagnostic().line()).contains("wait until the operation has finished");
            }
        }
    }

    @Test
    void whatIsNotApprovedStandsInTheWayByName() throws IOException {
        var shop = shop(0);
        CONSOLE.subList(0, 3).forEach(act -> console(shop, act));
        var jobs =
                shop.drifts().stream().filter(d -> d.logicalId().equals("Jobs")).toList();
        assertThat(shop.apply(shop.approve(jobs)))
                .isInstanceOfSatisfying(
                        Reconciliation.Blocked.class,
                        b -> assertThat(b.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("Logs /RetentionInDays drifted too"));
    }

    @Test
    void anOrderForOnePropertyIsNoneForAnother() throws IOException {
        var shop = shop(0);
        shop.console("Jobs", "/MessageRetentionPeriod", "60");
        var approval = shop.approve(shop.drifts());
        shop.console("Jobs", "/MessageRetentionPeriod", "345600");
        console(shop, CONSOLE.getFirst());
        assertThat(shop.apply(approval)).isNotInstanceOf(Reconciliation.Executed.class);
        assertThat(shop.running()).isEqualTo(shop.before);
    }

    @Test
    void oneOrderStandsForOneChange() {
        var path = PropertyPath.parse("/SecurityGroupIngress/0/CidrIp");
        var other = PropertyPath.parse("/SecurityGroupIngress/1/CidrIp");
        var declared = Circumstances.declared(Origin.ABSENT);
        var opened = List.of(path, other).stream()
                .<Change>map(at -> new Change.NotEqual(
                        at, at, Value.string("10.0.0.0/8"), Value.string("0.0.0.0/0"), List.of(), declared))
                .toList();
        var drift = new Drift(
                "d",
                "c",
                "Web",
                "",
                "AWS::EC2::SecurityGroup",
                Drift.Status.MODIFIED,
                opened.subList(0, 1),
                EMPTY,
                EMPTY);
        var approval = Approval.of(List.of(ReconcileRecord.of(SHOP, "c", drift, Known.TYPES)));
        for (var seen : List.of(opened, opened.subList(1, 2))) {
            var report = new DriftReport(
                    List.of(new Drift(
                            "d", "c", "Web", "", "AWS::EC2::SecurityGroup", Drift.Status.MODIFIED, seen, EMPTY, EMPTY)),
                    new Coverage(1, 1, List.of()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
            var reading = StackReading.of(DeployedState.unknown(SHOP), new Detection(report, Map.of()));
            assertThat(reading.against(approval))
                    .anyMatch(r -> r.contains("/SecurityGroupIngress/1/CidrIp drifted too"));
        }
    }

    @Test
    void aRowForAResourceInSyncIsNotProvable() throws IOException {
        var shop = shop(1);
        console(shop, CONSOLE.get(2));
        assertThat(shop.apply(shop.approve(shop.drifts())))
                .isInstanceOfSatisfying(
                        Reconciliation.Blocked.class,
                        b -> assertThat(b.reasons()).anyMatch(r -> r.contains("not provable here")));
    }

    @Test
    void whatMovesBetweenTheLastLooksIsNotOverwritten() throws IOException {
        var shop = shop(0);
        console(shop, CONSOLE.get(2));
        var approval = shop.approve(shop.drifts());
        assertThat(shop.apply(approval, () -> shop.console("Logs", "/RetentionInDays", "7")))
                .isInstanceOfSatisfying(
                        Reconciliation.Blocked.class,
                        b -> assertThat(b.reasons()).anyMatch(r -> r.contains("changed again")));
    }

    private static Set<String> changed(EmbeddedStack shop) {
        return ReconcileProof.changed(shop.before, shop.running());
    }
}
