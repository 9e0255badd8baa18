package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.attribute.OwnArn;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.ChangeLog.Use;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What CloudTrail finds by an ARN, by a caller and by a resource's name, through the real SDK.
class TrailEventsTest {

    private static final String ALICE = EventOriginTest.IDENTITIES.get("IAMUser");
    private static final StackId STACK = TrailWorld.stack("us-east-1");

    @TempDir
    private Path home;

    private static Instant now() {
        return Instant.now();
    }

    @Test
    void aQueueIsFoundByItsArnAlone() throws IOException {
        var world = new TrailWorld()
                .event(
                        "tagging",
                        "TagResources",
                        ALICE,
                        "'requestParameters': {'resourceARNList': ['arn:aws:sqs:us-east-1:111122223333:orders'], 'tags': {'team': 'x'}}")
                .event(
                        "tagging",
                        "TagResources",
                        ALICE,
                        "'requestParameters': {'resourceARNList': ['arn:aws:sqs:eu-west-1:111122223333:orders'], 'tags': {'team': 'y'}}");
        var queue = TrailWorld.resource(
                "AWS::SQS::Queue",
                "https://sqs.us-east-1.amazonaws.com/111122223333/orders",
                "{'QueueName': 'orders'}");
        try (var sandbox = world.start(home)) {
            var named = new OwnArn(Known.EVERYWHERE.of(STACK), STACK).named(queue);
            var found = TrailWorld.log(sandbox).writes(STACK, List.of(named), TrailWorld.FROM, now());
            assertThat(found.writes()).extracting(Write::eventId).containsExactly("e-0000");
        }
    }

    /// No fact tells the ARN of a cluster: its tail and the stack's account and region do.
    @Test
    void whatHasNoKnownArnIsFoundByTheCallsName() throws IOException {
        var world = new TrailWorld()
                .event(
                        "rds",
                        "AddTagsToResource",
                        ALICE,
                        "'requestParameters': {'resourceName': 'arn:aws:rds:us-east-1:111122223333:db:payments-db', 'tags': [{'key': 'a', 'value': 'b'}]}")
                .event(
                        "rds",
                        "AddTagsToResource",
                        ALICE,
                        "'requestParameters': {'resourceName': 'arn:aws:rds:us-east-1:111122223333:db:other-payments-db'}")
                .event(
                        "rds",
                        "AddTagsToResource",
                        ALICE,
                        "'requestParameters': {'resourceName': 'arn:aws:rds:us-east-1:444455556666:db:payments-db'}");
        var db = TrailWorld.resource("AWS::RDS::DBInstance", "payments-db", "");
        try (var sandbox = world.start(home)) {
            var found = TrailWorld.log(sandbox).tagging(STACK, List.of(db), TrailWorld.FROM, now());
            assertThat(found.writes()).extracting(Write::eventId).containsExactly("e-0000");
        }
    }

    @Test
    void aCallersWritesAreFoundByHisName() throws IOException {
        var bob = "'type': 'IAMUser', 'userName': 'bob'";
        var world = new TrailWorld()
                .event("sqs", "SetQueueAttributes", ALICE, "'requestParameters': {'queueUrl': 'q'}")
                .event("sqs", "SetQueueAttributes", bob, "'requestParameters': {'queueUrl': 'q'}")
                .event("iam", "PutRolePolicy", ALICE, "'requestParameters': {'roleName': 'r'}")
                .event("iam", "GetRole", ALICE, "'readOnly': true, 'requestParameters': {'roleName': 'r'}")
                .event(
                        "iam",
                        "PutRolePolicy",
                        ALICE,
                        "'errorCode': 'AccessDenied', 'requestParameters': {'roleName': 'r'}");
        try (var sandbox = world.start(home)) {
            var found = TrailWorld.log(sandbox)
                    .writesBy(STACK, Set.of("AWS::SQS::Queue", "AWS::IAM::Role"), "alice", TrailWorld.FROM, now());
            assertThat(found.writes()).extracting(Write::eventId).containsExactly("e-0000", "e-0002");
            assertThat(found.writes()).allMatch(w -> w.origin().user().equals("alice"));
        }
    }

    @Test
    void readsAndDeniedCallsAreUses() throws IOException {
        var key = "arn:aws:kms:us-east-1:111122223333:key/1234-abcd";
        var role = EventOriginTest.IDENTITIES.get("AssumedRole");
        var world = new TrailWorld()
                .event("kms", "Decrypt", role, "'readOnly': true, 'resources': [{'ARN': '" + key + "'}]")
                .event(
                        "kms",
                        "Decrypt",
                        role + ", 'invokedBy': 's3.amazonaws.com'",
                        "'readOnly': true, 'resources': [{'ARN': '" + key + "'}]")
                .event(
                        "kms",
                        "Decrypt",
                        ALICE,
                        "'readOnly': true, 'errorCode': 'AccessDenied', 'resources': [{'ARN': '" + key + "'}]")
                .event("kms", "Decrypt", ALICE, "'readOnly': true, 'resources': [{'ARN': '" + key + "0'}]");
        var resource = TrailWorld.resource("AWS::KMS::Key", "1234-abcd", "{'Arn': '" + key + "'}");
        try (var sandbox = world.start(home)) {
            var uses = TrailWorld.log(sandbox).uses(STACK, resource, List.of(), TrailWorld.FROM, now());
            assertThat(uses.gaps()).isEmpty();
            assertThat(uses.uses())
                    .extracting(u -> u.name() + " " + u.principal() + " by "
                            + u.origin().actor() + " " + u.reads() + " " + u.denied())
                    .containsExactly(
                            "Decrypt role/OnCall by role/OnCall true false",
                            "Decrypt role/OnCall by s3.amazonaws.com true false",
                            "Decrypt alice by alice true true");
        }
    }

    @Test
    void moreThanIsReadIsAGap() throws IOException {
        var world = new TrailWorld();
        for (int i = 0; i < 160; i++) {
            world.event("kms", "Decrypt", ALICE, "'readOnly': true, 'requestParameters': {'keyId': 'key-9'}");
        }
        try (var sandbox = world.start(home)) {
            var uses = TrailWorld.log(sandbox)
                    .uses(STACK, TrailWorld.resource("AWS::KMS::Key", "key-9", ""), List.of(), TrailWorld.FROM, now());
            assertThat(uses.uses()).hasSize(150).extracting(Use::at).isSorted();
            assertThat(uses.gaps())
                    .extracting(g -> g.text())
                    .containsExactly("CloudTrail has more events for key-9 than were read");
        }
    }

    /// By the sessions that were begun, and by those that instances and functions are known to have.
    @Test
    void whatARoleDidIsAUseOfIt() throws IOException {
        var service = "'type': 'AWSService', 'invokedBy': 'ecs-tasks.amazonaws.com'";
        var world = new TrailWorld()
                .event(
                        "sts",
                        "AssumeRole",
                        service,
                        "'readOnly': true, 'requestParameters': {'roleArn': 'arn:aws:iam::111122223333:role/gateway', 'roleSessionName': 'task-1'}, 'resources': [{'ARN': 'arn:aws:iam::111122223333:role/gateway'}]")
                .event("ssm", "GetParametersByPath", acting("gateway", "task-1"), "'readOnly': true")
                .event("kms", "Decrypt", acting("gateway", "i-0abc"), "'readOnly': true, 'errorCode': 'AccessDenied'")
                .event("kms", "Decrypt", acting("another", "i-0abc"), "'readOnly': true")
                .event("kms", "Decrypt", acting("gateway", "i-0def"), "'readOnly': true");
        var role =
                TrailWorld.resource("AWS::IAM::Role", "gateway", "{'Arn': 'arn:aws:iam::111122223333:role/gateway'}");
        try (var sandbox = world.start(home)) {
            var uses = TrailWorld.log(sandbox).uses(STACK, role, List.of("i-0abc"), TrailWorld.FROM, now());
            assertThat(uses.uses())
                    .extracting(u -> u.name() + " " + u.principal() + " " + u.denied())
                    .containsExactly(
                            "AssumeRole ecs-tasks.amazonaws.com false",
                            "GetParametersByPath role/gateway false",
                            "Decrypt role/gateway true");
        }
    }

    private static String acting(String role, String session) {
        return "'type': 'AssumedRole', 'arn': 'arn:aws:sts::111122223333:assumed-role/%s/%s'".formatted(role, session);
    }
}
