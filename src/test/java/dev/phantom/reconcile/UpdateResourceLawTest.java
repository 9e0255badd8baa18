package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Drift;
import dev.phantom.fault.PhantomException;
import dev.phantom.reconcile.Reconciliation.Blocked;
import dev.phantom.reconcile.Reconciliation.Obstacle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Cloud Control does for a revert is what was approved, or nothing; what else drifted stays.
class UpdateResourceLawTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Blocked WAITS = new Blocked(Obstacle.NEIGHBOURS, List.of("Logs drifted too"));
    private static final Blocked NO_CHANGE_SET = new Blocked(Obstacle.CHANGE_SET, List.of("not included"));

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
                  VisibilityTimeout: "30"
              Logs:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: /shop, RetentionInDays: 30}
              Db:
                Type: AWS::RDS::DBInstance
                Properties:
                  DBInstanceIdentifier: db
                  DBInstanceClass: db.r5.large
                  MasterUserPassword: '{{resolve:ssm-secure:db}}'
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
             {"id": "Jobs", "physical": "https://sqs/jobs", "type": "AWS::SQS::Queue",
              "identifier": {"QueueUrl": "https://sqs/jobs"},
              "properties": {"QueueUrl": "https://sqs/jobs", "QueueName": "jobs", "VisibilityTimeout": 30}},
             {"id": "Logs", "physical": "/shop", "type": "AWS::Logs::LogGroup", "identifier": {"LogGroupName": "/shop"},
              "properties": {"LogGroupName": "/shop", "RetentionInDays": 30}},
             {"id": "Db", "physical": "db", "type": "AWS::RDS::DBInstance", "identifier": {"DBInstanceIdentifier": "db"},
              "properties": {"DBInstanceIdentifier": "db", "DBInstanceClass": "db.r5.large"}},
             {"id": "Files", "physical": "shop-files", "type": "AWS::S3::Bucket", "identifier": {"BucketName": "shop-files"},
              "properties": {"BucketName": "shop-files", "VersioningConfiguration": {"Status": "Enabled"}}}]
            """;

    private static final String OPENED = """
            [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"},
             {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}]""";

    @TempDir
    Path folder;

    private @Nullable EmbeddedStacks world;

    private EmbeddedStack shop() throws IOException {
        var resources = new java.util.ArrayList<EmbeddedStacks.Resource>();
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
        world = new EmbeddedStacks(folder, List.of(laid), EmbeddedStacks.QUICK.polls(2));
        return new EmbeddedStack(world, laid);
    }

    @AfterEach
    void stop() {
        if (world != null) {
            world.close();
        }
    }

    private static Approval approved(EmbeddedStack shop, String logicalId) {
        return shop.approve(shop.drifts().stream()
                .filter(d -> d.logicalId().equals(logicalId))
                .toList());
    }

    private static Set<String> changed(EmbeddedStack shop) {
        return ReconcileProof.changed(shop.before, shop.running());
    }

    @Test
    void aGraveRevertDoesNotWaitForWhatElseDrifted() throws IOException {
        var shop = shop();
        shop.console("Web", "/SecurityGroupIngress", OPENED);
        shop.console("Logs", "/RetentionInDays", "1");
        var approval = approved(shop, "Web");
        var first = (Blocked) shop.apply(approval);
        assertThat(first.obstacle()).isEqualTo(Obstacle.NEIGHBOURS);
        assertThat(shop.updates(false).apply(approval, first))
                .isInstanceOfSatisfying(
                        Blocked.class,
                        b -> assertThat(b.reasons()).anyMatch(r -> r.contains("only for a security finding")));
        assertThat(shop.running()).isEqualTo(shop.before);
        assertThat(shop.updates(true).plan(approval, first))
                .isInstanceOfSatisfying(
                        Reconciliation.Patchable.class,
                        p -> assertThat(p.patch().steps())
                                .singleElement()
                                .satisfies(step -> assertThat(step.property()).isEqualTo("SecurityGroupIngress")));
        assertThat(shop.running()).isEqualTo(shop.before);
        assertThat(shop.update(approval, first, () -> {}))
                .isInstanceOfSatisfying(
                        Reconciliation.Patched.class, p -> assertThat(p.left()).isEmpty());
        assertThat(changed(shop)).containsExactly("Web/SecurityGroupIngress");
        assertThat(shop.drifts()).extracting(Drift::logicalId).containsExactly("Logs");
    }

    @Test
    void aNumberThatTheTemplateWritesAsATextIsSentAsANumber() throws IOException {
        var shop = shop();
        shop.console("Jobs", "/VisibilityTimeout", "600");
        assertThat(shop.update(approved(shop, "Jobs"), NO_CHANGE_SET, () -> {}))
                .isInstanceOf(Reconciliation.Patched.class);
        assertThat(shop.running().get("Jobs").get("VisibilityTimeout").intValue())
                .isEqualTo(30);
    }

    @Test
    void whatIsNotAsApprovedIsNotSentByAnyMeans() throws IOException {
        var shop = shop();
        shop.console("Web", "/SecurityGroupIngress", OPENED);
        var approval = approved(shop, "Web");
        shop.console("Web", "/SecurityGroupIngress/1/FromPort", "23");
        assertThat(shop.update(approval, WAITS, () -> {})).isInstanceOf(Blocked.class);
        assertThat(shop.update(approval, new Blocked(Obstacle.APPROVAL, List.of("changed again")), () -> {}))
                .isInstanceOf(Blocked.class);
        assertThat(shop.running()).isEqualTo(shop.before);
    }

    @Test
    void aValueThatIsNeverReadBackIsNotLost() throws IOException {
        var shop = shop();
        shop.console("Db", "/DBInstanceClass", "\"db.r5.4xlarge\"");
        assertThat(shop.update(approved(shop, "Db"), NO_CHANGE_SET, () -> {}))
                .isInstanceOfSatisfying(
                        Blocked.class,
                        b -> assertThat(b.reasons())
                                .anyMatch(r -> r.contains("declares /MasterUserPassword, which is never read back")));
        assertThat(shop.running()).isEqualTo(shop.before);
        assertThat(Objects.requireNonNull(world).aws.lost()).isEmpty();
    }

    @Test
    void whatMovesBeforeTheUpdateFailsItsTest() throws IOException {
        var shop = shop();
        shop.console("Logs", "/RetentionInDays", "1");
        var approval = approved(shop, "Logs");
        assertThatThrownBy(() -> shop.update(approval, WAITS, () -> shop.console("Logs", "/RetentionInDays", "7")))
                .isInstanceOf(PhantomException.class);
        assertThat(shop.running()).isEqualTo(shop.before);
    }

    @Test
    void aResourceThatSomebodyWorksOnIsLeftAlone() throws IOException {
        var shop = shop();
        shop.console("Logs", "/RetentionInDays", "1");
        var approval = approved(shop, "Logs");
        Objects.requireNonNull(world).aws.operate("/shop", true);
        assertThatThrownBy(() -> shop.update(approval, WAITS, () -> {}))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().line())
                                .contains("another operation is in progress", "run again when it has finished"));
        assertThat(shop.running()).isEqualTo(shop.before);
        Objects.requireNonNull(world).aws.operate("/shop", false);
        assertThat(shop.update(approval, WAITS, () -> {})).isInstanceOf(Reconciliation.Patched.class);
    }

    @Test
    void onlyOneResourceAtATime() throws IOException {
        var shop = shop();
        shop.console("Logs", "/RetentionInDays", "1");
        shop.console("Jobs", "/VisibilityTimeout", "600");
        assertThat(shop.update(shop.approve(shop.drifts()), NO_CHANGE_SET, () -> {}))
                .isInstanceOfSatisfying(
                        Blocked.class, b -> assertThat(b.reasons()).anyMatch(r -> r.contains("patches one resource")));
    }

    @Test
    void madeUpResourcesAreBroughtBackExactlyOrNotAtAll() {
        assertThat(law(2, 3, 1).get("wrong")).isNull();
    }

    @Test
    @Tag("long")
    void manyMadeUpResourcesAreBroughtBackExactlyOrNotAtAll() {
        var ends = law(40, 12, 2);
        ends.forEach((end, n) -> System.out.println("| " + end + " | " + n + " |"));
        assertThat(ends.get("wrong")).isNull();
    }

    /// Each of the first changes of each resource, while a neighbour drifted too.
    private Map<String, Integer> law(int stacks, int most, long seed) {
        var ends = new TreeMap<String, Integer>();
        var all = MadeUp.stacks(stacks, new Random(seed));
        try (var plain =
                new EmbeddedStacks(folder, all.stream().map(SubjectStack::laid).toList(), EmbeddedStacks.QUICK)) {
            for (var laid : all) {
                var stack = EmbeddedStack.quick(plain, laid.laid());
                for (var subject : laid.subjects()) {
                    subject.mutations().stream().limit(most).forEach(mutation -> {
                        stack.renew();
                        laid.subjects().stream()
                                .filter(s -> s != subject)
                                .forEach(s -> s.mutations().stream()
                                        .findFirst()
                                        .ifPresent(m -> stack.become(s.logicalId(), m.mutated())));
                        stack.become(subject.logicalId(), mutation.mutated());
                        ends.merge(end(stack, subject), 1, Integer::sum);
                    });
                }
            }
        }
        return ends;
    }

    private static String end(EmbeddedStack stack, Subject subject) {
        var drift = stack.drifts().stream()
                .filter(d -> d.logicalId().equals(subject.logicalId()))
                .findFirst();
        if (drift.isEmpty()) {
            return "not told as drift";
        }
        Approval approval;
        try {
            approval = stack.approve(List.of(drift.get()));
        } catch (PhantomException e) {
            return ReconcileTally.general(drift.get(), e.diagnostic().summary());
        }
        Reconciliation outcome;
        try {
            outcome = stack.update(approval, new Blocked(Obstacle.NEIGHBOURS, List.of()), () -> {});
        } catch (PhantomException e) {
            return changed(stack).isEmpty() ? "the handler refuses the whole model" : "wrong";
        }
        var places = drift.get().changes().stream()
                .map(c -> subject.logicalId() + "/" + c.path().segments().getFirst())
                .collect(Collectors.toSet());
        return switch (outcome) {
            case Reconciliation.Patched p -> p.verified() && places.containsAll(changed(stack)) ? "executed" : "wrong";
            case Blocked b ->
                changed(stack).isEmpty()
                        ? ReconcileTally.general(drift.get(), b.reasons().getFirst())
                        : "wrong";
            case Reconciliation.Settled s -> "wrong";
            case Reconciliation.Provable p -> "wrong";
            case Reconciliation.Patchable p -> "wrong";
            case Reconciliation.Executed e -> "wrong";
        };
    }
}
