package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.phantom.fault.Code;
import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.ChangeSet.Row;
import dev.phantom.stack.ChangeSets.Request;
import dev.phantom.stack.LiveOptions;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Change sets through the real SDK against the embedded AWS: what is told, what is done, what is left behind.
class CloudFormationChangeSetsTest {

    private static final Request REVERT = new Request(SandboxAws.NETWORK, Optional.empty(), Map.of(), true, "test");

    private static Request deploying(String template, boolean revertDrift) {
        return new Request(SandboxAws.NETWORK, Optional.of(template), Map.of(), revertDrift, "test");
    }

    private static ChangeSet made(SandboxAws sandbox, Request request) {
        return sandbox.changeSets().create(request, sandbox.progress::add);
    }

    private static void execute(SandboxAws sandbox, ChangeSet changeSet) {
        sandbox.changeSets().execute(SandboxAws.NETWORK, changeSet.id(), sandbox.progress::add);
    }

    private static String template(SandboxAws sandbox) {
        return sandbox.deployed().effective().orElseThrow().text();
    }

    private static Cell cell(String path, String change, String before, String after) {
        return new Cell(
                PropertyPath.parse(path), change, Optional.of(Value.string(before)), Optional.of(Value.string(after)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String live(SandboxAws sandbox, String logicalId, String property) {
        var live = sandbox.live(LiveOptions.RUN.withoutGenerator());
        return SandboxAws.text(SandboxAws.resource(live, logicalId), property);
    }

    private static ErrorCode code(Throwable thrown) {
        return ((PhantomException) thrown).diagnostic().code();
    }

    @Test
    void whereNothingDriftedThereIsNothingToRevertAndNothingIsLeft() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            assertThat(made(sandbox, REVERT).rows()).isEmpty();
            assertThat(sandbox.aws.changeSets()).isEmpty();
        }
    }

    @Test
    void aDriftIsToldWithWhatRunsAndWhatTheTemplateSaysAndIsReverted() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var changeSet = made(sandbox, REVERT);
            assertThat(changeSet.rows())
                    .containsExactly(new Row(
                            "Api",
                            "api",
                            "AWS::Lambda::Function",
                            "Modify",
                            "False",
                            "MODIFIED",
                            List.of(cell("/MemorySize", "Modify", "1024", "256"))));
            assertThat(sandbox.changeSets().describe(SandboxAws.NETWORK, changeSet.id()))
                    .isEqualTo(changeSet);
            assertThat(live(sandbox, "Api", "MemorySize"))
                    .as("not executed yet")
                    .isEqualTo("1024");
            execute(sandbox, changeSet);
            assertThat(live(sandbox, "Api", "MemorySize")).isEqualTo("256");
            assertThat(sandbox.deployed().status()).isEqualTo("UPDATE_COMPLETE");
            assertThat(made(sandbox, REVERT).rows()).isEmpty();
        }
    }

    @Test
    void aTemplateThatSaysWhatRunsOnlySynchronises() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var legitimate = template(sandbox).replace("MemorySize: 256", "MemorySize: 1024");
            var changeSet = made(sandbox, deploying(legitimate, true));
            assertThat(changeSet.rows()).extracting(Row::action).containsExactly("SyncWithActual");
            assertThat(changeSet.rows().getFirst().cells())
                    .containsExactly(cell("/MemorySize", "SyncWithActual", "1024", "1024"));
            execute(sandbox, changeSet);
            assertThat(live(sandbox, "Api", "MemorySize")).isEqualTo("1024");
            assertThat(template(sandbox)).contains("MemorySize: 1024");
            assertThat(made(sandbox, REVERT).rows()).isEmpty();
        }
    }

    @Test
    void anOrdinaryChangeSetKnowsNothingOfDrift() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var changeSet = made(sandbox, deploying(template(sandbox).replace("Timeout: 15", "Timeout: 30"), false));
            assertThat(changeSet.rows())
                    .singleElement()
                    .satisfies(r -> assertThat(r.cells()).containsExactly(cell("/Timeout", "Modify", "15", "30")));
            execute(sandbox, changeSet);
            assertThat(live(sandbox, "Api", "Timeout")).isEqualTo("30");
            assertThat(live(sandbox, "Api", "MemorySize")).isEqualTo("1024");
        }
    }

    @Test
    void anAddedElementIsRemovedAndTagsOfOthersStay() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change(
                    "network",
                    "Web",
                    "SecurityGroupIngress/-",
                    json("{\"IpProtocol\":\"tcp\",\"FromPort\":22,\"ToPort\":22,\"CidrIp\":\"0.0.0.0/0\"}"));
            sandbox.aws.change("network", "Vpc", "Tags/-", json("{\"Key\":\"owner\",\"Value\":\"someone\"}"));
            var changeSet = made(sandbox, REVERT);
            assertThat(changeSet.rows()).singleElement().satisfies(row -> {
                assertThat(row.logicalId()).isEqualTo("Web");
                assertThat(row.cells())
                        .extracting(Cell::path, Cell::change, Cell::after)
                        .containsExactly(
                                tuple(PropertyPath.parse("/SecurityGroupIngress/1"), "Remove", Optional.empty()));
            });
            execute(sandbox, changeSet);
            var live = sandbox.live(LiveOptions.RUN.withoutGenerator());
            assertThat(SandboxAws.resource(live, "Web").properties().get("SecurityGroupIngress"))
                    .isInstanceOfSatisfying(
                            Value.ListValue.class, l -> assertThat(l.items()).hasSize(1));
            assertThat(SandboxAws.resource(live, "Vpc").properties().toString()).contains("someone", "platform");
        }
    }

    @Test
    void whatWasNeverDeclaredAndWhatCannotBeChangedStay() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Vpc", "EnableDnsHostnames", BooleanNode.TRUE);
            sandbox.aws.change("network", "Subnet", "CidrBlock", json("\"10.20.9.0/24\""));
            assertThat(made(sandbox, REVERT).rows()).isEmpty();
        }
    }

    @Test
    void aResourceThatIsInSyncMayHaveARow() {
        try (var sandbox = new SandboxAws(Quirks.REAL.rowsInSync(1))) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var rows = made(sandbox, REVERT).rows();
            assertThat(rows).extracting(Row::logicalId).contains("Api").hasSize(2);
            assertThat(rows)
                    .filteredOn(r -> !r.logicalId().equals("Api"))
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.action()).isEqualTo("Modify");
                        assertThat(r.cells())
                                .isNotEmpty()
                                .allSatisfy(c -> assertThat(c.before()).isEqualTo(c.after()));
                    });
        }
    }

    @Test
    void addsReplacesAndRemoves() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var body = template(sandbox)
                    .replace("CidrBlock: 10.20.1.0/24", "CidrBlock: 10.20.2.0/24")
                    .replace("Outputs:", "  Queue:\n    Type: AWS::SQS::Queue\nOutputs:")
                    .replaceAll("(?s)  LocalRoute:.*?  Web:", "  Web:");
            var changeSet = made(sandbox, deploying(body, false));
            assertThat(changeSet.rows())
                    .extracting(Row::logicalId, Row::action, Row::replacement)
                    .containsExactly(
                            tuple("Subnet", "Modify", "True"),
                            tuple("Queue", "Add", ""),
                            tuple("LocalRoute", "Remove", ""));
            var subnet = sandbox.deployed().resources().get("Subnet");
            execute(sandbox, changeSet);
            var resources = sandbox.deployed().resources();
            assertThat(resources).containsKey("Queue").doesNotContainKey("LocalRoute");
            assertThat(resources.get("Subnet")).isNotEqualTo(subnet);
            assertThat(live(sandbox, "Subnet", "CidrBlock")).isEqualTo("10.20.2.0/24");
        }
    }

    @Test
    void aBusyStackIsSaidAsSuch() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.status("network", "UPDATE_IN_PROGRESS");
            assertThatThrownBy(() -> made(sandbox, REVERT))
                    .satisfies(e -> assertThat(code(e)).isEqualTo(Code.AWS_STACK_BUSY));
            sandbox.aws.status("network", "UPDATE_COMPLETE");
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var changeSet = made(sandbox, REVERT);
            sandbox.aws.status("network", "UPDATE_IN_PROGRESS");
            assertThatThrownBy(() -> execute(sandbox, changeSet))
                    .satisfies(e -> assertThat(code(e)).isEqualTo(Code.AWS_STACK_BUSY));
        }
    }

    /// Within the hour it may be another run's that is under way.
    @Test
    void whatAKilledRunLeftIsDeletedAfterAnHour() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            made(sandbox, new Request(SandboxAws.NETWORK, Optional.empty(), Map.of(), true, "Phantom: preview"));
            sandbox.aws.ageChangeSets(Duration.ofMinutes(50));
            sandbox.changeSets().sweep(SandboxAws.NETWORK, "", sandbox.progress::add);
            assertThat(sandbox.aws.changeSets()).hasSize(1);
            sandbox.aws.ageChangeSets(Duration.ofMinutes(20));
            sandbox.changeSets().sweep(SandboxAws.NETWORK, "", sandbox.progress::add);
            assertThat(sandbox.aws.changeSets()).isEmpty();
        }
    }

    @Test
    void anotherChangeSetOfTheStackIsGoneAfterwards() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var first = made(sandbox, REVERT);
            var second = made(sandbox, REVERT);
            execute(sandbox, first);
            assertThatThrownBy(() -> execute(sandbox, second))
                    .satisfies(e -> assertThat(code(e)).isEqualTo(Code.AWS_FAILED))
                    .hasMessageContaining("does not exist");
            sandbox.changeSets().delete(SandboxAws.NETWORK, second.id());
        }
    }

    @Test
    void anUpdateThatIsRolledBackChangesNothing() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            var changeSet = made(sandbox, REVERT);
            sandbox.aws.failNextUpdate("network");
            assertThatThrownBy(() -> execute(sandbox, changeSet)).hasMessageContaining("UPDATE_ROLLBACK_COMPLETE");
            assertThat(live(sandbox, "Api", "MemorySize")).isEqualTo("1024");
        }
    }

    @Test
    void whatCloudFormationGivesUpIsDeleted() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var body = template(sandbox)
                    .replace(
                            "Outputs:",
                            "  Other:\n    Type: AWS::Lambda::Function\n    Properties: {FunctionName: api,"
                                    + " Runtime: python3.13, Handler: a.b, Role: r, Code: {ZipFile: x}}\nOutputs:");
            assertThatThrownBy(() -> made(sandbox, deploying(body, false)))
                    .hasMessageContaining("CloudFormation created no change set for network")
                    .satisfies(
                            e -> assertThat(((PhantomException) e).diagnostic().detail())
                                    .contains("ResourceExistenceCheck"));
            assertThat(sandbox.aws.changeSets()).isEmpty();
        }
    }

    @Test
    void secretsAndWhatIsNotKnownAreNoValues() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            var request = new Request(
                    SandboxAws.NETWORK, Optional.empty(), Map.of("DbPassword", "another-secret"), false, "test");
            assertThat(made(sandbox, request).rows()).singleElement().satisfies(row -> {
                assertThat(row.logicalId()).isEqualTo("Password");
                assertThat(row.cells()).singleElement().satisfies(c -> {
                    assertThat(c.after())
                            .hasValueSatisfying(v -> assertThat(v)
                                    .isInstanceOfSatisfying(
                                            Value.Unknown.class,
                                            u -> assertThat(u.secret()).isTrue()));
                });
            });
        }
    }

    @Test
    void readsEveryPageUnderThrottling() {
        try (var sandbox =
                new SandboxAws(Quirks.REAL.pageSize(1).throttleEvery(3).polls(4))) {
            sandbox.aws.change("network", "Api", "MemorySize", IntNode.valueOf(1024));
            sandbox.aws.change("network", "Api", "Timeout", IntNode.valueOf(99));
            sandbox.aws.change("network", "Vpc", "EnableDnsSupport", BooleanNode.FALSE);
            var changeSet = made(sandbox, REVERT);
            assertThat(changeSet.rows()).extracting(Row::logicalId).containsExactly("Vpc", "Api");
            execute(sandbox, changeSet);
            assertThat(live(sandbox, "Vpc", "EnableDnsSupport")).isEqualTo("true");
        }
    }

    @Test
    void aMissingPermissionIsNamed() {
        try (var sandbox = new SandboxAws(Quirks.REAL)) {
            sandbox.aws.access().deny("cloudformation:CreateChangeSet");
            assertThatThrownBy(() -> made(sandbox, REVERT))
                    .satisfies(e -> assertThat(code(e)).isEqualTo(Code.AWS_CREDENTIALS));
        }
    }

    @Test
    void theValueThatIsCutShortIsNotGuessed() {
        assertThat(ChangeSetRows.value("{\"Statement\":[{\"Effe"))
                .hasValueSatisfying(v -> assertThat(v).isInstanceOf(Value.Unknown.class));
        assertThat(ChangeSetRows.value("{{changeSet:KNOWN_AFTER_APPLY}}"))
                .hasValueSatisfying(v -> assertThat(v).isInstanceOf(Value.Unknown.class));
    }
}
