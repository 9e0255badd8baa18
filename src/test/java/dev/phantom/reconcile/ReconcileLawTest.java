package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.aws.AwsAccess;
import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsPace;
import dev.phantom.aws.CloudFormationChangeSets;
import dev.phantom.aws.CloudFormationDeployedState;
import dev.phantom.aws.CloudFormationLiveState;
import dev.phantom.aws.LiveOptions;
import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import dev.phantom.state.Baseline;
import dev.phantom.state.ChangeSet;
import dev.phantom.state.ChangeSets;
import dev.phantom.state.LiveState;
import dev.phantom.state.Mask;
import dev.phantom.state.Progress;
import dev.phantom.state.SafeState;
import dev.phantom.state.StackId;
import dev.phantom.template.Value;
import dev.phantom.template.read.CloudFormationJson;
import dev.phantom.template.read.CloudFormationYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a revert does in AWS is what was approved, or nothing: for random drifts, random approvals, and whatever
/// happens meanwhile.
class ReconcileLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Value.MapValue EMPTY = Value.MapValue.EMPTY;
    private static final StackId SHOP = new StackId("111122223333", "us-east-1", "shop");

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
             {"id": "Jobs", "physical": "https://sqs.us-east-1.amazonaws.com/111122223333/jobs", "type": "AWS::SQS::Queue",
              "identifier": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/jobs"},
              "properties": {"QueueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/jobs", "QueueName": "jobs",
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

    private static final Map<Class<?>, Integer> ENDS = new HashMap<>();

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsExecutedIsWhatWasApprovedOrNothing(long seed) throws IOException {
        var random = new Random(seed);
        try (var world = new World(random.nextInt(4) == 0 ? 1 : 0)) {
            var done = new ArrayList<>(CONSOLE);
            Collections.shuffle(done, random);
            done.subList(0, 1 + random.nextInt(3)).forEach(world::console);
            var drifts = world.drifts();
            var approved = drifts.stream().filter(d -> random.nextInt(4) > 0).toList();
            if (approved.isEmpty()) {
                approved = drifts.subList(0, 1);
            }
            var approval = world.approve(approved);
            Runnable meanwhile = random.nextInt(3) == 0 ? () -> world.console(done.get(done.size() - 1)) : () -> {};
            if (random.nextBoolean()) {
                meanwhile.run();
                meanwhile = () -> {};
            }
            var outcome = world.apply(approval, meanwhile);
            var after = world.models();
            if (outcome instanceof Outcome.Executed) {
                assertThat(changedPlaces(world.before, after)).isEqualTo(places(approved));
                assertThat(((Outcome.Executed) outcome).verified()).isTrue();
                assertThat(world.drifts()).isEmpty();
            } else {
                assertThat(after).as(outcome.toString()).isEqualTo(world.before);
                assertThat(world.aws.changeSets()).isEmpty();
            }
            ENDS.merge(outcome.getClass(), 1, Integer::sum);
        }
    }

    /// A law that is never put to the test holds always.
    @AfterAll
    static void bothEndsWereReached() {
        assertThat(ENDS.getOrDefault(Outcome.Executed.class, 0)).isGreaterThan(5);
        assertThat(ENDS.getOrDefault(Outcome.Blocked.class, 0)).isGreaterThan(5);
    }

    @Test
    void whatNoTemplateSaysIsPinnedInTheDeployedOne() throws IOException {
        try (var world = new World(0)) {
            var earlier = new Baseline(SHOP, null, world.read().resources());
            world.console(List.of("Jobs", "/DelaySeconds", "300"));
            assertThat(world.drifts()).isEmpty();
            var approval = world.approve(world.drifts(earlier));
            assertThat(world.apply(approval, () -> {}))
                    .isInstanceOfSatisfying(
                            Outcome.Executed.class, e -> assertThat(e.left()).isEmpty());
            assertThat(changedPlaces(world.before, world.models())).containsExactly("Jobs/DelaySeconds");
            var told = world.deployed().read(SHOP).original();
            assertThat(told).isNotNull();
            assertThat(told.text())
                    .isEqualTo(TEMPLATE.replace(
                            "MessageRetentionPeriod: 345600\n",
                            "MessageRetentionPeriod: 345600\n      DelaySeconds: 0\n"));
        }
    }

    @Test
    void everythingApprovedAndNothingElseMovingIsExecuted() throws IOException {
        try (var world = new World(0)) {
            CONSOLE.subList(0, 5).forEach(world::console);
            var approval = world.approve(world.drifts());
            assertThat(world.reconciler(() -> {}).plan(approval)).isInstanceOf(Outcome.Provable.class);
            assertThat(world.aws.changeSets()).isEmpty();
            assertThat(world.apply(approval, () -> {}))
                    .isInstanceOfSatisfying(
                            Outcome.Executed.class,
                            e -> assertThat(e.verified()).isTrue());
            assertThat(world.apply(approval, () -> {})).isInstanceOf(Outcome.Settled.class);
        }
    }

    @Test
    void whatIsNotApprovedStandsInTheWayByName() throws IOException {
        try (var world = new World(0)) {
            CONSOLE.subList(0, 3).forEach(world::console);
            var jobs = world.drifts().stream()
                    .filter(d -> d.logicalId().equals("Jobs"))
                    .toList();
            assertThat(world.apply(world.approve(jobs), () -> {}))
                    .isInstanceOfSatisfying(
                            Outcome.Blocked.class,
                            b -> assertThat(b.reasons())
                                    .singleElement()
                                    .asString()
                                    .startsWith("Logs /RetentionInDays drifted too"));
        }
    }

    @Test
    void anOrderForOnePropertyIsNoneForAnother() throws IOException {
        try (var world = new World(0)) {
            world.console(List.of("Jobs", "/MessageRetentionPeriod", "60"));
            var approval = world.approve(world.drifts());
            world.console(List.of("Jobs", "/MessageRetentionPeriod", "345600"));
            world.console(CONSOLE.getFirst());
            assertThat(world.apply(approval, () -> {})).isNotInstanceOf(Outcome.Executed.class);
            assertThat(world.models()).isEqualTo(world.before);
        }
    }

    @Test
    void oneOrderStandsForOneChange() {
        var path = dev.phantom.template.PropertyPath.parse("/SecurityGroupIngress/0/CidrIp");
        var other = dev.phantom.template.PropertyPath.parse("/SecurityGroupIngress/1/CidrIp");
        var declared = dev.phantom.drift.Circumstances.declared(dev.phantom.template.Origin.ABSENT);
        var opened = List.of(path, other).stream()
                .<dev.phantom.drift.Change>map(at -> new dev.phantom.drift.Change.NotEqual(
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
        var approval = Approval.of(List.of(ReconcileRecord.of(SHOP, "c", drift, TypeCatalog.embedded())));
        for (var seen : List.of(opened, opened.subList(1, 2))) {
            var report = new dev.phantom.drift.DriftReport(
                    List.of(new Drift(
                            "d", "c", "Web", "", "AWS::EC2::SecurityGroup", Drift.Status.MODIFIED, seen, EMPTY, EMPTY)),
                    new dev.phantom.drift.Coverage(1, 1, List.of()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
            var reading = Seen.of(
                    dev.phantom.state.DeployedState.unknown(SHOP),
                    new dev.phantom.drift.detect.Detection(report, Map.of()));
            assertThat(reading.against(approval))
                    .anyMatch(r -> r.contains("/SecurityGroupIngress/1/CidrIp drifted too"));
        }
    }

    @Test
    void aRowForAResourceInSyncIsNotProvable() throws IOException {
        try (var world = new World(1)) {
            world.console(CONSOLE.get(2));
            assertThat(world.apply(world.approve(world.drifts()), () -> {}))
                    .isInstanceOfSatisfying(
                            Outcome.Blocked.class,
                            b -> assertThat(b.reasons()).anyMatch(r -> r.contains("not provable here")));
        }
    }

    @Test
    void whatMovesBetweenTheLastLooksIsNotOverwritten() throws IOException {
        try (var world = new World(0)) {
            world.console(CONSOLE.get(2));
            var approval = world.approve(world.drifts());
            assertThat(world.apply(approval, () -> world.console(List.of("Logs", "/RetentionInDays", "7"))))
                    .isInstanceOfSatisfying(
                            Outcome.Blocked.class,
                            b -> assertThat(b.reasons()).anyMatch(r -> r.contains("changed again")));
        }
    }

    private static java.util.Set<String> places(List<Drift> drifts) {
        return drifts.stream()
                .flatMap(d -> d.changes().stream()
                        .map(c -> d.logicalId() + "/" + c.path().segments().getFirst()))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static java.util.Set<String> changedPlaces(Map<String, Value.MapValue> a, Map<String, Value.MapValue> b) {
        return a.keySet().stream()
                .flatMap(id -> Stream.concat(
                                a.get(id).entries().keySet().stream(), b.get(id).entries().keySet().stream())
                        .filter(key -> !java.util.Objects.equals(
                                a.get(id).get(key), b.get(id).get(key)))
                        .map(key -> id + "/" + key))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /// The shop in an embedded AWS.
    private final class World implements AutoCloseable {
        final EmbeddedAws aws;
        final AwsClients clients;
        Map<String, Value.MapValue> before = Map.of();

        World(int rowsInSync) throws IOException {
            System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
            System.setProperty("aws.secretAccessKey", "embedded");
            lay();
            aws = EmbeddedAws.start(
                    Scenario.open(folder, Instant.parse("2026-11-22T08:30:00Z")),
                    InstantSource.system(),
                    new CallLog(null, call -> {}),
                    Quirks.REAL.rowsInSync(rowsInSync),
                    0);
            clients = new AwsClients(
                    AwsAccess.standard("test").withEndpoint(aws.uri()).withPace(AwsPace.LOOPBACK));
        }

        private void lay() throws IOException {
            Files.createDirectories(folder.resolve("input/deployed"));
            Files.createDirectories(folder.resolve("input/safe/stacks"));
            Files.writeString(folder.resolve("scenario.json"), """
                    {"schema": "phantom.scenario/v1", "title": "shop", "now": "2026-11-22T08:30:00Z",
                     "account": "111122223333", "region": "us-east-1", "repository": "acme/infra"}""");
            Files.writeString(folder.resolve("input/deployed/shop.yaml"), TEMPLATE);
            Files.writeString(folder.resolve("input/writes.json"), "{\"events\": []}");
            var stack = JSON.createObjectNode();
            stack.put("name", "shop")
                    .put("arn", "arn:aws:cloudformation:us-east-1:111122223333:stack/shop/1")
                    .put("status", "UPDATE_COMPLETE")
                    .put("createdAt", "2026-08-01T09:00:00Z")
                    .put("template", "deployed/shop.yaml");
            var live = JSON.createObjectNode();
            live.put("schema", "phantom.live/v1").put("source", "cloud-control");
            live.putObject("stack")
                    .put("name", "shop")
                    .put("account", "111122223333")
                    .put("region", "us-east-1");
            for (JsonNode r : JSON.readTree(LIVE)) {
                stack.withArray("resources")
                        .addObject()
                        .put("logicalId", r.get("id").asText())
                        .put("physicalId", r.get("physical").asText())
                        .put("type", r.get("type").asText())
                        .put("status", "UPDATE_COMPLETE");
                var one = live.withArray("resources").addObject();
                one.put("logicalId", r.get("id").asText())
                        .put("physicalId", r.get("physical").asText())
                        .put("type", r.get("type").asText())
                        .put("provenance", "cloud-control")
                        .put("status", "read");
                one.set("identifier", r.get("identifier"));
                one.set("properties", r.get("properties"));
            }
            var deployed = JSON.createObjectNode();
            deployed.putArray("stacks").add(stack);
            Files.writeString(folder.resolve("input/deployed.json"), deployed.toString());
            Files.writeString(folder.resolve("input/live.json"), live.toString());
        }

        void console(List<String> act) {
            try {
                aws.change("shop", act.get(0), act.get(1).substring(1), JSON.readTree(act.get(2)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private CloudFormationDeployedState deployed() {
            return new CloudFormationDeployedState(
                    clients, List.of(new CloudFormationJson(), new CloudFormationYaml()));
        }

        private CloudFormationLiveState live() {
            return new CloudFormationLiveState(
                    clients, TypeCatalog.embedded(), LiveOptions.CHECK.withoutGenerator(), InstantSource.system());
        }

        private LiveState read() {
            return live().read(deployed().read(SHOP), line -> {});
        }

        Map<String, Value.MapValue> models() {
            var models = new LinkedHashMap<String, Value.MapValue>();
            read().resources().forEach(r -> models.put(r.logicalId(), r.properties()));
            return models;
        }

        List<Drift> drifts() {
            return drifts(Baseline.none(SHOP));
        }

        List<Drift> drifts(Baseline earlier) {
            var told = deployed().read(SHOP);
            var safe = new SafeState(
                    SafeState.Source.DEPLOYED, "", "", "", told.effective().orElseThrow(), Map.of(), told.parameters());
            return detector()
                    .detect(new States(SHOP, safe, told, read(), earlier))
                    .report()
                    .drifts();
        }

        private DriftDetector detector() {
            return DriftDetector.of(Mask.of(""), IgnoreRules.NONE, LocalDate.parse("2026-11-22"));
        }

        /// As people merge them: through the text of the files.
        Approval approve(List<Drift> drifts) {
            return Approval.of(drifts.stream()
                    .map(d -> ReconcileRecord.of(SHOP, "c0ffee", d, TypeCatalog.embedded()))
                    .map(r -> RecordReader.read(r.path(), r.text()))
                    .toList());
        }

        Outcome apply(Approval approval, Runnable meanwhile) {
            before = models();
            var outcome = reconciler(() -> {
                        meanwhile.run();
                        before = models();
                    })
                    .apply(approval);
            return outcome;
        }

        /// @param meanwhile happens after the change set is made and before it is executed
        Reconciler reconciler(Runnable meanwhile) {
            var real = new CloudFormationChangeSets(clients, InstantSource.system());
            var moving = new ChangeSets() {
                @Override
                public ChangeSet create(Request request, Progress progress) {
                    var made = real.create(request, progress);
                    meanwhile.run();
                    return made;
                }

                @Override
                public ChangeSet describe(StackId stack, String id) {
                    return real.describe(stack, id);
                }

                @Override
                public void execute(StackId stack, String id, Progress progress) {
                    real.execute(stack, id, progress);
                }

                @Override
                public void delete(StackId stack, String id) {
                    real.delete(stack, id);
                }
            };
            return new Reconciler(deployed(), live(), moving, detector(), line -> {});
        }

        @Override
        public void close() {
            clients.close();
            aws.close();
        }
    }
}
