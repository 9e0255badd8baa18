package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.aws.doctor.AwsDoctor;
import dev.phantom.aws.doctor.LeastPolicy;
import dev.phantom.aws.doctor.PolicyScope;
import dev.phantom.fault.Code;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.HealthCheck.Level;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.StackId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AwsDoctorTest {

    private static List<HealthCheck> checks(SandboxAws sandbox, InstantSource clock) {
        return new AwsDoctor(sandbox.clients, clock).signs("", "us-east-1", List.of());
    }

    @Test
    void allIsWell() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var least = LeastPolicyTest.actions(List.of(), Set.of(LeastPolicy.Use.DOCTOR));
            sandbox.aws.access().enforce(least::contains);
            var checks = checks(sandbox, InstantSource.system());
            assertThat(checks).allMatch(c -> c.level() == Level.OK);
            assertThat(checks)
                    .anySatisfy(
                            c -> assertThat(c.detail()).isEqualTo("0 of 10 resource scans of the last 24 hours used"));
            assertThat(sandbox.aws.generatedTemplates()).isEmpty();
        }
    }

    @Test
    void saysWhatALackingPermissionCosts() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var least = LeastPolicyTest.actions(List.of(), Set.of(LeastPolicy.Use.DOCTOR));
            sandbox.aws.access().enforce(least::contains);
            sandbox.aws.access().deny("cloudformation:UpdateGeneratedTemplate");
            var lacking = checks(sandbox, InstantSource.system()).stream()
                    .filter(c -> c.level() == Level.WARN)
                    .toList();
            assertThat(lacking)
                    .extracting(HealthCheck::name)
                    .containsExactly("cloudformation:UpdateGeneratedTemplate", "missing permissions");
            assertThat(lacking.getFirst().remedy()).contains("through Cloud Control only");
            assertThat(lacking.getLast().detail()).endsWith(": cloudformation:UpdateGeneratedTemplate");
        }
    }

    /// Trying these two would make something; two others have lines of their own names.
    @Test
    void everyActionOfThePolicyHasALineThatSeesItDenied() {
        var policy = new TreeSet<>(LeastPolicyTest.actions(List.of(), Set.of()));
        policy.removeAll(Set.of("cloudformation:StartResourceScan", "cloudformation:CreateGeneratedTemplate"));
        policy.removeAll(Set.of("cloudformation:ListGeneratedTemplates", "sts:GetCallerIdentity"));
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            for (var action : policy) {
                sandbox.aws.access().deny(action);
                assertThat(checks(sandbox, InstantSource.system()))
                        .filteredOn(c -> c.name().equals(action))
                        .singleElement()
                        .satisfies(c -> assertThat(c.level()).isEqualTo(Level.WARN))
                        .satisfies(c -> assertThat(c.remedy()).startsWith("without it "));
                sandbox.aws.access().allow(action);
            }
            assertThat(sandbox.aws.generatedTemplates()).isEmpty();
        }
    }

    @Test
    void saysWhichRightsOfTheTypesAreMissing() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var least = LeastPolicyTest.actions(List.of("AWS::SQS::Queue"), Set.of(LeastPolicy.Use.DOCTOR));
            sandbox.aws.access().enforce(least::contains);
            var types = List.of("AWS::SQS::Queue", "AWS::SNS::Topic");
            assertThat(new AwsDoctor(sandbox.clients, InstantSource.system()).signs("", "us-east-1", types))
                    .filteredOn(c -> c.name().equals("missing permissions"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.level()).isEqualTo(Level.WARN))
                    .satisfies(c -> assertThat(c.detail())
                            .contains("sns:GetTopicAttributes")
                            .doesNotContain("sqs:"))
                    .satisfies(c -> assertThat(c.remedy()).contains("--print-policy --stacks"));
        }
    }

    /// A policy that holds actions to account and region is enough, and one of another region is not.
    @Test
    void asksOfTheResourcesThatThePoliciesName() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var types = List.of("AWS::SQS::Queue", "AWS::EC2::VPC");
            for (var region : List.of("us-east-1", "eu-west-1")) {
                var policy = LeastPolicy.of(
                        ActionTables.EMBEDDED, types, Set.of(), new PolicyScope("111122223333", List.of(region)));
                sandbox.aws.access().hold((action, resource) -> holds(policy, action, resource));
                assertThat(new AwsDoctor(sandbox.clients, InstantSource.system()).signs("", "us-east-1", types))
                        .filteredOn(c -> c.name().equals("missing permissions"))
                        .singleElement()
                        .satisfies(c -> assertThat(c.detail().contains("cloudformation:GetTemplate"))
                                .isEqualTo(region.equals("eu-west-1")))
                        .satisfies(c -> assertThat(c.level() == Level.OK).isEqualTo(region.equals("us-east-1")));
            }
        }
    }

    private static boolean holds(LeastPolicy policy, String action, String resource) {
        for (var document : policy.documents()) {
            for (var statement : document.document().path("Statement")) {
                var resources = statement.path("Resource");
                if (statement.path("Action").toString().contains("\"" + action + "\"")
                        && (resources.isTextual() || resources.toString().contains("\"" + resource + "\""))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void saysWhichRightsAreTooMany() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            assertThat(checks(sandbox, InstantSource.system()))
                    .filteredOn(c -> c.name().equals("excess permissions"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.level()).isEqualTo(Level.WARN))
                    .satisfies(c -> assertThat(c.detail())
                            .startsWith("arn:aws:iam::111122223333:role/embedded may do what Phantom never does")
                            .contains("actions: cloudformation:DeleteStack"))
                    .satisfies(c -> assertThat(c.remedy()).contains("detach"));
        }
    }

    @Test
    void withoutTheRightToAskItIsNotKnown() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.access().deny("iam:SimulatePrincipalPolicy");
            assertThat(checks(sandbox, InstantSource.system()))
                    .filteredOn(c -> c.name().equals("excess permissions"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.detail()).startsWith("not known: AWS returned AccessDenied"))
                    .satisfies(c -> assertThat(c.remedy()).contains("--with doctor"));
        }
    }

    @Test
    void seesAClockThatIsOff() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var checks = checks(sandbox, InstantSource.fixed(Instant.now().plus(Duration.ofMinutes(9))));
            assertThat(checks).anyMatch(c -> c.name().equals("clock") && c.level() == Level.FAIL);
        }
    }

    @Test
    void refusedCredentialsAreOneLine() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            System.setProperty("aws.accessKeyId", "AKIDINVALID");
            try (var clients = new AwsClients(sandbox.access())) {
                var checks = new AwsDoctor(clients, InstantSource.system()).signs("", "us-east-1", List.of());
                assertThat(checks).hasSize(1);
                assertThat(checks.getFirst().detail())
                        .startsWith("PH-AWS-001")
                        .contains("InvalidClientTokenId")
                        .contains("request ");
            }
        }
    }

    @Test
    void assumesTheRoleInAnotherAccount() {
        try (var sandbox = new SandboxAws(Quirks.REAL);
                var clients = new AwsClients(sandbox.access().withRole("PhantomReadOnly", "acme-phantom"))) {
            var other = new CloudFormationDeployedState(clients, List.of());
            assertThat(other.stacks("444455556666", "us-east-1")).isEmpty();
            assertThat(other.stacks("111122223333", "us-east-1")).hasSize(1);
            assertThat(sandbox.calls("AssumeRole")).isEqualTo(1);
        }
    }

    @Test
    void aDeadEndpointIsSaidWithoutAStackTrace() {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
        try (var clients = new AwsClients(AwsAccess.standard("test")
                .withEndpoint(URI.create("http://127.0.0.1:9"))
                .withPace(AwsPacing.LOOPBACK))) {
            assertThatThrownBy(() ->
                            new CloudFormationDeployedState(clients, List.of()).read(new StackId("", "us-east-1", "x")))
                    .isInstanceOfSatisfying(PhantomException.class, e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(Code.AWS_FAILED);
                        assertThat(e.diagnostic().line())
                                .contains("127.0.0.1:9 refused the connection")
                                .doesNotContain("\n");
                    });
        }
    }

    @Test
    void scrubsSecretsFromQuotedReplies() {
        assertThat(AwsErrors.scrubbed("key AKIAABCDEFGHIJKLMNOP and Signature=abc, password: hunter2"))
                .doesNotContain("AKIAABCDEFGHIJKLMNOP", "hunter2", "abc,");
    }
}
