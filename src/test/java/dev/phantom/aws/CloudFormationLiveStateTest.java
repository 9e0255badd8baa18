package dev.phantom.aws;

import static dev.phantom.aws.SandboxAws.resource;
import static dev.phantom.aws.SandboxAws.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.phantom.aws.live.CloudFormationLiveState;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.LiveState;
import dev.phantom.value.Value;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Live state through the real SDK against the embedded AWS.
class CloudFormationLiveStateTest {

    private static final Quirks CALM = Quirks.REAL.throttleEvery(0);

    @AfterEach
    void nobodyIsInterrupted() {
        var unused = Thread.interrupted();
    }

    @Test
    void readsEachResourceOfTheStackOrSaysWhyNot() {
        try (var sandbox = new SandboxAws(CALM)) {
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(statuses(live)).isEqualTo("""
                    Vpc READ IAC_GENERATOR
                    Subnet READ IAC_GENERATOR
                    Routes READ IAC_GENERATOR
                    LocalRoute READ IAC_GENERATOR
                    Web READ IAC_GENERATOR
                    ApiRole READ IAC_GENERATOR
                    ApiPolicy UNSUPPORTED CLOUD_CONTROL
                    Api READ IAC_GENERATOR
                    ApiPermission READ IAC_GENERATOR
                    Setup UNSUPPORTED CLOUD_CONTROL
                    Password DENIED CLOUD_CONTROL
                    """);
            assertThat(live.source()).isEqualTo(LiveState.Source.IAC_GENERATOR);
            assertThat(live.scanId()).contains(":resourceScan/");
            assertThat(resource(live, "Password").detail())
                    .startsWith("ssm:GetParameters is left out of Phantom's policy on purpose, as it returns secrets");
        }
    }

    @Test
    void putsValuesBackWhereTheGeneratedTemplateHasReferences() {
        try (var sandbox = new SandboxAws(CALM)) {
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(text(resource(live, "Subnet"), "VpcId")).isEqualTo("vpc-0a1b2c3d4e5f60001");
            assertThat(text(resource(live, "LocalRoute"), "DestinationCidrBlock"))
                    .isEqualTo("10.20.0.0/16");
            assertThat(text(resource(live, "Api"), "Role")).isEqualTo("arn:aws:iam::111122223333:role/api-role");
            assertThat(resource(live, "Vpc").properties().toString()).doesNotContain("aws:cloudformation");
        }
    }

    @Test
    void addsReadOnlyAttributesThatTheTemplateAsksFor() {
        try (var sandbox = new SandboxAws(CALM)) {
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(text(resource(live, "Api"), "Arn"))
                    .isEqualTo("arn:aws:lambda:us-east-1:111122223333:function:api");
            assertThat(text(resource(live, "Vpc"), "DefaultSecurityGroup")).isEmpty();
        }
    }

    @Test
    void refreshesTheOneTemplateWithoutAnotherScan() {
        try (var sandbox = new SandboxAws(CALM)) {
            var deployed = sandbox.deployed();
            assertThat(text(resource(sandbox.live(deployed, LiveOptions.RUN), "Api"), "Timeout"))
                    .isEqualTo("15");
            sandbox.aws.change("network", "Api", "Timeout", IntNode.valueOf(60));
            assertThat(text(resource(sandbox.live(deployed, LiveOptions.RUN), "Api"), "Timeout"))
                    .isEqualTo("60");
            assertThat(sandbox.aws.generatedTemplates()).hasSize(1).allMatch(n -> n.startsWith("phantom-"));
            assertThat(sandbox.calls("StartResourceScan")).isEqualTo(1);
            assertThat(sandbox.calls("CreateGeneratedTemplate")).isEqualTo(1);
            assertThat(sandbox.calls("UpdateGeneratedTemplate")).isEqualTo(1);
        }
    }

    @Test
    void makesANewScanWhereTheOldOneHasExpired() {
        try (var sandbox = new SandboxAws(CALM)) {
            sandbox.live(LiveOptions.CHECK);
            sandbox.live(LiveOptions.CHECK);
            assertThat(sandbox.calls("StartResourceScan")).isEqualTo(1);
            sandbox.aws.expireScans();
            assertThat(resource(sandbox.live(LiveOptions.CHECK), "Vpc").provenance())
                    .isEqualTo(Provenance.IAC_GENERATOR);
            assertThat(sandbox.calls("StartResourceScan")).isEqualTo(2);
        }
    }

    @Test
    void followsTheStackWhenItsResourcesChange() {
        try (var sandbox = new SandboxAws(CALM)) {
            var all = sandbox.deployed();
            sandbox.live(Deployments.without(all, "Api", "Web"), LiveOptions.RUN);
            assertThat(statuses(sandbox.live(all, LiveOptions.RUN)))
                    .contains("Api READ IAC_GENERATOR")
                    .contains("Web READ IAC_GENERATOR");
            var fewer = sandbox.live(Deployments.without(all, "Api"), LiveOptions.RUN);
            assertThat(statuses(fewer)).doesNotContain("Api READ");
            assertThat(sandbox.aws.generatedTemplates()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8})
    void bearsThrottling(int every) {
        try (var calm = new SandboxAws(CALM);
                var rough = new SandboxAws(Quirks.REAL.throttleEvery(every))) {
            assertThat(rough.live(LiveOptions.RUN).resources().stream().filter(r -> r.status() != Status.DENIED))
                    .isEqualTo(calm.live(LiveOptions.RUN).resources().stream()
                            .filter(r -> r.status() != Status.DENIED)
                            .toList());
        }
    }

    @Test
    void turnsEveryPage() {
        try (var sandbox = new SandboxAws(CALM.pageSize(2))) {
            assertThat(sandbox.deployed().resources()).hasSize(11);
            assertThat(sandbox.live(LiveOptions.RUN).resources().stream().filter(r -> r.status() == Status.READ))
                    .hasSize(8);
        }
    }

    @Test
    void losesNothingWhenATemplateFailsAlthoughItsResourcesAreComplete() {
        try (var sandbox = new SandboxAws(CALM.templateFailsOver(5))) {
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(live.resources().stream().filter(r -> r.status() == Status.READ))
                    .hasSize(8);
            assertThat(live.source()).isEqualTo(LiveState.Source.MIXED);
            assertThat(sandbox.progress)
                    .anyMatch(l -> l.contains("failed with 8 of 8 resources complete; trying without 4"));
            assertThat(sandbox.aws.generatedTemplates()).hasSize(1);
        }
    }

    @Test
    void saysDeletedOnlyWhenAwsDoes() {
        try (var sandbox = new SandboxAws(CALM)) {
            var deployed = sandbox.deployed();
            sandbox.live(deployed, LiveOptions.RUN);
            sandbox.aws.delete("network", "Web");
            assertThat(resource(sandbox.live(deployed, LiveOptions.RUN), "Web").status())
                    .isEqualTo(Status.DELETED);
            assertThat(resource(sandbox.live(deployed, LiveOptions.RUN.withoutGenerator()), "Web")
                            .status())
                    .isEqualTo(Status.DELETED);
        }
    }

    @Test
    void aDeniedReadIsDeniedAndTheRestIsRead() {
        try (var sandbox = new SandboxAws(CALM)) {
            sandbox.aws.access().deny("iam:GetRole");
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(resource(live, "ApiRole").status()).isEqualTo(Status.DENIED);
            assertThat(resource(live, "ApiRole").detail()).contains("iam:GetRole");
            assertThat(resource(live, "Api").status()).isEqualTo(Status.READ);
        }
    }

    @Test
    void anAttributeThatMayNotBeReadIsUnknownAndSaysWhichRightIsMissing() {
        try (var sandbox = new SandboxAws(CALM)) {
            sandbox.aws.access().deny("cloudformation:GetResource");
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(resource(live, "Api").status()).isEqualTo(Status.READ);
            assertThat(resource(live, "Api").properties().get("Arn"))
                    .isInstanceOfSatisfying(Value.Unknown.class, arn -> {
                        assertThat(arn.cause()).isEqualTo(Value.Unknown.Cause.READ_DENIED);
                        assertThat(arn.reason())
                                .startsWith("Arn of Api (AWS::Lambda::Function): read-denied")
                                .contains("cloudformation:GetResource is denied");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreateGeneratedTemplate",
                "UpdateGeneratedTemplate",
                "DescribeGeneratedTemplate",
                "StartResourceScan",
                "ListResourceScans"
            })
    void withoutPermissionForGeneratedTemplatesCloudControlAloneIsUsedAndThatIsSaid(String operation) {
        try (var sandbox = new SandboxAws(CALM)) {
            var deployed = sandbox.deployed();
            if (operation.startsWith("Update")) {
                sandbox.live(deployed, LiveOptions.RUN);
            }
            sandbox.aws.access().deny("cloudformation:" + operation);
            var live = sandbox.live(deployed, LiveOptions.RUN);
            assertThat(live.resources().stream().filter(r -> r.status() == Status.READ))
                    .hasSize(8);
            assertThat(live.source()).isEqualTo(LiveState.Source.CLOUD_CONTROL);
            assertThat(sandbox.progress)
                    .anyMatch(l -> l.startsWith("no permission for generated templates")
                            && l.endsWith("the stack is read through Cloud Control only"));
        }
    }

    @Test
    void withoutAScanLeftCloudControlReads() {
        try (var sandbox = new SandboxAws(CALM.scansPerDay(0))) {
            var live = sandbox.live(LiveOptions.RUN);
            assertThat(live.resources().stream().filter(r -> r.status() == Status.READ))
                    .hasSize(8);
            assertThat(sandbox.progress).anyMatch(l -> l.contains("Resource scan limit exceeded"));
        }
    }

    @Test
    void aTemplateThatNeverEndsDoesNotHoldTheRunUp() {
        try (var sandbox = new SandboxAws(CALM.polls(3))) {
            sandbox.live(LiveOptions.RUN);
            var hasty = new AwsPacing(
                    Duration.ofMillis(20), Duration.ofMillis(30), 500, 500, 500, 500, Duration.ofMillis(20), 3, false);
            try (var clients = new AwsClients(sandbox.access().withPace(hasty))) {
                var live = new CloudFormationLiveState(
                                clients, stack -> Known.TYPES, LiveOptions.RUN, InstantSource.system())
                        .read(sandbox.deployed(), sandbox.progress::add);
                assertThat(live.resources()).hasSize(11).noneMatch(r -> r.status() == Status.DELETED);
                assertThat(sandbox.progress).anyMatch(l -> l.contains("UPDATE_IN_PROGRESS"));
            }
            assertThat(sandbox.live(LiveOptions.RUN).source()).isEqualTo(LiveState.Source.IAC_GENERATOR);
        }
    }

    @Test
    void withoutAScanForANewcomerTheKeptTemplateStillServes() {
        try (var sandbox = new SandboxAws(CALM)) {
            var all = sandbox.deployed();
            sandbox.live(Deployments.without(all, "Api"), LiveOptions.RUN);
            sandbox.aws.expireScans();
            sandbox.aws.access().deny("cloudformation:StartResourceScan");
            var live = sandbox.live(all, LiveOptions.RUN);
            assertThat(resource(live, "Vpc").provenance()).isEqualTo(Provenance.IAC_GENERATOR);
            assertThat(resource(live, "Api").provenance()).isEqualTo(Provenance.CLOUD_CONTROL);
            assertThat(resource(live, "Api").status()).isEqualTo(Status.READ);
        }
    }

    @Test
    void checkDeletesTheTemplateItMadeAndNoOther() {
        try (var sandbox = new SandboxAws(CALM)) {
            sandbox.live(LiveOptions.CHECK);
            assertThat(sandbox.aws.generatedTemplates()).isEmpty();
            sandbox.live(LiveOptions.RUN);
            sandbox.live(LiveOptions.CHECK);
            assertThat(sandbox.aws.generatedTemplates()).hasSize(1);
        }
    }

    @Test
    void findsWhatStandsBesideTheStack() {
        try (var sandbox = new SandboxAws(CALM)) {
            var live = sandbox.live(LiveOptions.RUN.withDiscovery());
            assertThat(live.unmanaged()).extracting(LiveResource::physicalId).containsExactly("sg-0a1b2c3d4e5f6beef");
        }
    }

    @Test
    void aStopAfterAnyCallAndARerunLeaveOneTemplateAndTheSameState() {
        List<LiveResource> expected;
        int calls;
        try (var sandbox = new SandboxAws(CALM)) {
            expected = readable(sandbox.live(LiveOptions.RUN));
            calls = sandbox.log.calls().size();
        }
        for (var stop = 6; stop <= calls; stop++) {
            var at = stop;
            var reader = Thread.currentThread();
            try (var sandbox = new SandboxAws(CALM, call -> {
                if (call.number() == at) {
                    reader.interrupt();
                }
            })) {
                try {
                    sandbox.live(LiveOptions.RUN);
                } catch (PhantomException e) {
                    assertThat(e.diagnostic().line()).contains("interrupted");
                }
                var unused = Thread.interrupted();
                assertThat(readable(sandbox.live(LiveOptions.RUN)))
                        .as("stopped at call %s", at)
                        .isEqualTo(expected);
                assertThat(sandbox.aws.generatedTemplates())
                        .as("stopped at call %s", at)
                        .hasSize(1);
            }
        }
    }

    @Test
    void anInterruptedCheckTakesItsTemplateAway() {
        var reader = Thread.currentThread();
        try (var sandbox = new SandboxAws(CALM, call -> {
            if (call.operation().endsWith(".GetGeneratedTemplate")) {
                reader.interrupt();
            }
        })) {
            assertThatThrownBy(() -> sandbox.live(LiveOptions.CHECK)).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(sandbox.aws.generatedTemplates()).isEmpty();
        }
    }

    private static List<LiveResource> readable(LiveState live) {
        return live.resources().stream().filter(r -> r.status() == Status.READ).toList();
    }

    private static String statuses(LiveState live) {
        return live.resources().stream()
                .map(r -> r.logicalId() + " " + r.status() + " " + r.provenance() + "\n")
                .collect(Collectors.joining());
    }
}
