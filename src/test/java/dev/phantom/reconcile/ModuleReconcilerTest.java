package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.StackId;
import dev.phantom.stack.TerraformReverts;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A saved plan of real Terraform is applied where it does exactly what was approved, and nowhere else.
class ModuleReconcilerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StackId STACK = new StackId("123456789012", "us-east-1", "orders");
    private static final String SSH = """
            {"cidr_blocks": ["0.0.0.0/0"], "description": "", "from_port": 22, "ipv6_cidr_blocks": [],
             "prefix_list_ids": [], "protocol": "tcp", "security_groups": [], "self": false, "to_port": 22}
            """;

    private final ReconcileRecord database = record(
            "aws_db_instance.main",
            changed("/instance_class", "\"db.t3.large\"", "\"db.t3.xlarge\""),
            changed("/backup_retention_period", "7", "1"));
    private final ReconcileRecord instance =
            record("aws_instance.bastion", changed("/tags/Team", "\"orders\"", "\"platform\""));
    private final ReconcileRecord group = record("aws_security_group.app", added("/ingress/0", SSH));
    private final ReconcileRecord subnet =
            record("aws_subnet.app", changed("/map_public_ip_on_launch", "false", "true"));

    private final Engine engine = new Engine();

    @Test
    void aPlanThatEqualsTheRecordsIsShownAndNotApplied() {
        engine.plans(recorded());
        var outcome = reconciler().plan(approval(database, instance, group, subnet));
        assertThat(outcome).isInstanceOf(Reconciliation.Provable.class);
        assertThat(((Reconciliation.Provable) outcome).changeSet().rows())
                .extracting(row -> row.logicalId() + " " + row.cells().size())
                .containsExactlyInAnyOrder(
                        "aws_db_instance.main 2",
                        "aws_instance.bastion 1",
                        "aws_security_group.app 1",
                        "aws_subnet.app 1");
        assertThat(engine.did).containsExactly("plan", "close");
    }

    @Test
    void itIsAppliedAsItWasSavedAndReadAgain() {
        engine.plans(recorded(), settled());
        var outcome = reconciler().apply(approval(database, instance, group, subnet));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Reconciliation.Executed.class,
                        executed -> assertThat(executed.verified()).isTrue());
        assertThat(engine.did).containsExactly("plan", "apply", "plan", "close", "close");
        assertThat(engine.addresses)
                .containsExactlyInAnyOrder(
                        "aws_db_instance.main", "aws_instance.bastion", "aws_security_group.app", "aws_subnet.app");
    }

    @Test
    void whatStillDiffersAfterwardsIsNotVerified() {
        engine.plans(recorded(), recorded());
        var outcome = reconciler().apply(approval(database, instance, group, subnet));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Reconciliation.Executed.class,
                        executed -> assertThat(executed.left())
                                .contains("aws_subnet.app /map_public_ip_on_launch still differs"));
    }

    @Test
    void whatADependencyWouldDoTooIsRefused() {
        assertBlocked(
                recorded(),
                approval(database, instance, group),
                "aws_subnet.app would be updated too, since an approved resource depends on it, and these records do not"
                        + " approve that: pass its record as well, or settle its drift first");
    }

    @Test
    void recordsMayBePassedInAnyOrder() {
        engine.plans(recorded());
        assertThat(reconciler().plan(approval(group, instance, subnet, database)))
                .isInstanceOf(Reconciliation.Provable.class);
    }

    @Test
    void anotherValueThanTheRecordsIsRefused() {
        var other = record("aws_subnet.app", changed("/map_public_ip_on_launch", "false", "\"maybe\""));
        assertBlocked(
                recorded(),
                approval(database, instance, group, other),
                "aws_subnet.app /map_public_ip_on_launch would be changed, but not between the recorded values");
    }

    @Test
    void anotherAttributeOfAnApprovedResourceIsRefused() {
        var half = record("aws_db_instance.main", changed("/instance_class", "\"db.t3.large\"", "\"db.t3.xlarge\""));
        assertBlocked(
                recorded(),
                approval(half, instance, group, subnet),
                "aws_db_instance.main /backup_retention_period would be changed too, and these records do not approve that");
    }

    @Test
    void anotherPhysicalResourceIsRefused() {
        var other = new ReconcileRecord(
                STACK, "c0ffee", "d-1", "h", "aws_subnet.app", "subnet-1", "aws_subnet", "MODIFIED", subnet.entries());
        assertBlocked(
                recorded(),
                approval(database, instance, group, other),
                "aws_subnet.app is a different resource now: subnet-b9f59eca9fbce780f");
    }

    @Test
    void aReplacementACreationAndADestructionAreRefused() {
        for (var fate : List.of(
                List.of("[\"delete\",\"create\"]", "replaced"),
                List.of("[\"create\"]", "created"),
                List.of("[\"delete\"]", "destroyed"),
                List.of("[\"forget\"]", "removed from the state"),
                List.of("[\"transmute\"]", "invoked, or changed in a way that is not known here"))) {
            var plan = recorded().replace("\"actions\":[\"update\"]", "\"actions\":" + fate.getFirst());
            assertThat(plan).isNotEqualTo(recorded());
            assertBlocked(
                    plan,
                    approval(database, instance, group, subnet),
                    "aws_subnet.app would be " + fate.getLast() + ", and no record approves that");
        }
    }

    /// What a failed replacement left behind is a resource of its own, and a plan of its address destroys it.
    @Test
    void whatIsDeposedIsNotDestroyedWithoutARecord() {
        var plan = recorded()
                .replaceFirst(
                        "\"resource_changes\":\\[",
                        "\"resource_changes\":[{\"address\":\"aws_subnet.app\",\"mode\":\"managed\",\"type\":\"aws_subnet\","
                                + "\"deposed\":\"0f1e\",\"change\":{\"actions\":[\"delete\"],\"before\":{\"id\":\"subnet-old\"},\"after\":null}},");
        assertBlocked(
                plan,
                approval(database, instance, group, subnet),
                "aws_subnet.app (deposed 0f1e) would be destroyed, and no record approves that");
    }

    /// Terraform 1.14 and later: an update may set off an action of the provider.
    @Test
    void anActionThatTheUpdateSetsOffIsRefused() {
        var plan = recorded()
                .replaceFirst(
                        "\"resource_changes\":\\[",
                        "\"action_invocations\":[{\"address\":\"action.aws_lambda_invoke.tell\",\"type\":\"aws_lambda_invoke\"}],"
                                + "\"resource_changes\":[");
        assertBlocked(
                plan,
                approval(database, instance, group, subnet),
                "action.aws_lambda_invoke.tell would be invoked, or changed in a way that is not known here, and no record"
                        + " approves that");
    }

    /// Who reads only of a failure would think that nothing was done.
    @Test
    void aPlanThatCannotBeMadeAfterwardsDoesNotHideThatItWasApplied() {
        engine.plans(recorded(), "no plan");
        assertThat(reconciler().apply(approval(database, instance, group, subnet)))
                .isInstanceOfSatisfying(
                        Reconciliation.Executed.class,
                        executed -> assertThat(executed.left())
                                .singleElement()
                                .asString()
                                .startsWith("it was carried out, and whether anything still differs is not known: PH-DRF-008"));
    }

    @Test
    void whatIsInNoFileAnyMoreIsRefused() {
        var gone = record("aws_subnet.gone", changed("/map_public_ip_on_launch", "false", "true"));
        assertBlocked(
                recorded(),
                approval(database, instance, group, subnet, gone),
                "aws_subnet.gone is not in the module's files, or not in its state");
    }

    /// `ignore_changes`: Terraform would do nothing, and what was approved runs on.
    @Test
    void whatTheFilesDoNotPutBackIsRefused() {
        var left = recorded()
                .replaceAll(
                        "(\"address\":\"aws_subnet.app\"[^\\[]*\"change\":\\{\"actions\":\\[)\"update\"(\\],\"before\":(\\{.*?\\}),\"after\":)",
                        "$1\"no-op\"$2");
        assertBlocked(
                left,
                approval(database, instance, group, subnet),
                "aws_subnet.app /map_public_ip_on_launch would not be changed: the module's files set the same"
                        + " value, or ignore it");
    }

    @Test
    void whereNothingIsLeftNothingIsDone() {
        engine.plans(settled());
        assertThat(reconciler().apply(approval(database, instance, group, subnet)))
                .isEqualTo(new Reconciliation.Settled(Optional.empty()));
        assertThat(engine.did).containsExactly("plan", "close");
    }

    private void assertBlocked(String plan, Approval approval, String reason) {
        engine.did.clear();
        engine.plans(plan);
        assertThat(reconciler().apply(approval))
                .isInstanceOfSatisfying(
                        Reconciliation.Blocked.class,
                        blocked -> assertThat(blocked.reasons()).contains(reason));
        assertThat(engine.did).containsExactly("plan", "close");
    }

    private ModuleReconciler reconciler() {
        return new ModuleReconciler(
                engine,
                new RootModule("live/orders", "", List.of()),
                Known.EVERYWHERE,
                ShowPolicy.DEFAULT,
                Progress.NONE);
    }

    private static Approval approval(ReconcileRecord... records) {
        return Approval.of(List.of(records));
    }

    private static ReconcileRecord record(String address, Entry... entries) {
        var type = address.substring(0, address.indexOf('.'));
        return new ReconcileRecord(STACK, "c0ffee", "d-1", "h", address, "", type, "MODIFIED", List.of(entries));
    }

    private static Entry changed(String path, String expected, String actual) {
        return entry(path, "NOT_EQUAL", expected, actual);
    }

    private static Entry added(String path, String actual) {
        return entry(path, "ADD", null, actual);
    }

    private static Entry entry(String path, String kind, @Nullable String expected, @Nullable String actual) {
        var at = PropertyPath.parse(path);
        return new Entry(at, at, kind, "declared", value(expected), value(actual));
    }

    private static Optional<Value> value(@Nullable String json) {
        try {
            return json == null ? Optional.empty() : Optional.of(ValueJson.parse(json));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recorded() {
        return text("targeted");
    }

    /// The same where everything was put back.
    private static String settled() {
        try {
            var plan = JSON.readTree(recorded());
            for (var resource : plan.get("resource_changes")) {
                var change = (ObjectNode) resource.get("change");
                change.set("before", change.get("after"));
                change.putArray("actions").add("no-op");
            }
            return plan.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/terraform/orders/" + name + ".json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives prepared plans, and writes down what is asked of it.
    private static final class Engine implements TerraformReverts {
        private final List<String> did = new ArrayList<>();
        private final ArrayDeque<String> plans = new ArrayDeque<>();
        private List<String> addresses = List.of();

        void plans(String... all) {
            plans.clear();
            Stream.of(all).forEach(plans::add);
        }

        @Override
        public Saved saved(RootModule module, List<String> wanted, Progress progress) {
            did.add("plan");
            addresses = wanted;
            var json = plans.remove();
            return new Saved() {
                @Override
                public String json() {
                    return json;
                }

                @Override
                public void apply(Progress told) {
                    did.add("apply");
                }

                @Override
                public void close() {
                    did.add("close");
                }
            };
        }
    }
}
