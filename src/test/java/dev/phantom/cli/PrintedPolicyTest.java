package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `phantom doctor --print-policy` prints is enough for what a user types.
class PrintedPolicyTest {

    @TempDir
    Path folder;

    @Test
    void noCommandIsDeniedAnything() throws IOException {
        try (var night = new Night(folder)) {
            var printed = night.run("doctor", "--print-policy", "--stacks", "--with", "proof", "--with", "doctor");
            var allowed = allowed(printed.out());
            Set<String> denied = new ConcurrentSkipListSet<>();
            Set<String> asked = new ConcurrentSkipListSet<>();
            night.world.aws().access().enforce(action -> {
                asked.add(action);
                return allowed.test(action) || !denied.add(action);
            });
            for (var line : new String[] {
                "run --dry-run",
                "run",
                "check payments",
                "scan payments --out live.json",
                "adopt --dry-run",
                "types show AWS::S3::Bucket --refresh"
            }) {
                var result = night.run(line.split(" "));
                assertThat(result.code()).as(line + result.err() + result.out()).isZero();
            }
            assertThat(denied)
                    .as("left out on purpose, and of a neighbour whose type is in no stack")
                    .containsExactly("lambda:GetFunction", "logs:DescribeLogStreams");
            assertThat(printed.err()).contains("lambda:GetFunction is left out on purpose", "AWS::Lambda::Function");
            assertThat(night.run("doctor").out())
                    .contains("cloudtrail:LookupEvents")
                    .doesNotContain("denied");
            assertThat(asked).contains("cloudformation:DescribeChangeSet", "cloudformation:DescribeType");
        }
    }

    @Test
    void aTokenThatMayDoMoreIsSaid() throws IOException {
        try (var night = new Night(folder)) {
            night.world.github().scopes("repo, delete_repo");
            assertThat(night.run("doctor").out())
                    .containsPattern("warn +github scopes +the classic token also has delete_repo");
        }
    }

    /// The gap has a name wherever the result goes.
    @Test
    void whatIsLeftOutOnPurposeIsAGapThatSaysSo() throws IOException {
        try (var night = new Night(folder)) {
            var printed = night.run("doctor", "--print-policy", "--stacks").out();
            night.world.aws().access().enforce(allowed(printed));
            for (var format : List.of("text", "json", "markdown", "sarif", "html")) {
                assertThat(night.run("run", "--dry-run", "--output", format).out())
                        .as(format)
                        .contains("lambda:GetFunction is left out of Phantom", "read-denied");
            }
        }
    }

    @Test
    void namesAreHeldToAccountAndRegionOfTheStacks() throws IOException {
        try (var night = new Night(folder)) {
            var result = night.run("doctor", "--print-policy", "--stacks=payments", "--output", "json");
            assertThat(result.code()).isZero();
            var account = new ObjectMapper().readTree(result.out()).at("/accounts/0");
            assertThat(account.path("managedPolicies").asInt())
                    .isEqualTo(account.path("policies").size())
                    .isEqualTo(1);
            assertThat(account.path("types").toString())
                    .contains("AWS::SQS::Queue")
                    .doesNotContain("AWS::KMS::Key");
            var statements = account.at("/policies/0/document/Statement");
            assertThat(statements)
                    .filteredOn(s -> s.path("Action").toString().contains("sqs:GetQueueAttributes"))
                    .singleElement()
                    .satisfies(s -> assertThat(s.path("Resource").toString())
                            .contains("\"arn:aws:sqs:us-east-1:"
                                    + account.path("account").asText() + ":*\"")
                            .doesNotContain("\"*\""));
            assertThat(night.run("doctor", "--print-policy", "--stacks=nobody").err())
                    .contains("no configured stack is named 'nobody'");
        }
    }

    private static Predicate<String> allowed(String printed) throws IOException {
        var actions = new HashSet<String>();
        try (var policies = new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(printed)) {
            policies.forEachRemaining(policy -> policy.path("Statement").forEach(statement -> {
                if (statement.path("Effect").asText().equals("Allow")) {
                    statement.path("Action").forEach(action -> actions.add(action.asText()));
                }
            }));
        }
        return actions::contains;
    }
}
