package dev.phantom.patch.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Origin;
import dev.phantom.iac.terraform.Terraform;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.TerraformPlans;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What Terraform plans for a patched module is what was decided, or there is no proof.
class PlanPreviewTest {

    private static final String FILE = "live/shop/main.tf";
    private static final String TEXT = """
            resource "aws_sns_topic" "alerts" {
              display_name = "Orders"
            }

            resource "aws_sqs_queue" "jobs" {
              delay_seconds = 5
            }
            """;

    private static final String TOPIC = update("aws_sns_topic", "alerts", "display_name", "Alerts", "Orders");
    private static final String QUEUE = update("aws_sqs_queue", "jobs", "delay_seconds", "9", "5");

    private static final Drift DRIFT = Drift.unnamed(
            "aws_sns_topic.alerts",
            "",
            "aws_sns_topic",
            Drift.Status.MODIFIED,
            List.of(new Change.NotEqual(
                    PropertyPath.parse("/display_name"),
                    PropertyPath.parse("/display_name"),
                    Value.string("Orders"),
                    Value.string("Alerts"),
                    List.of(),
                    Circumstances.declared(Origin.ABSENT))),
            new MapValue(Map.of("display_name", Value.string("Orders"))),
            new MapValue(Map.of("display_name", Value.string("Alerts"))));

    private static final List<Decision> KEPT = List.of(new Decision(DRIFT, new Verdict.Legitimize(Opinions.SURE)));

    private final Engine engine = new Engine();

    @Test
    void whatWasLegitimizedIsLeftAndNothingElseMoves() {
        engine.plans(TOPIC + "," + QUEUE, QUEUE);
        assertThat(check(KEPT))
                .isEqualTo(new Line(
                        dev.phantom.patch.Proof.Check.CHANGE_SET,
                        Result.PASS,
                        "Terraform 1.11.4 plans the patched module in a copy as decided: aws_sns_topic.alerts is left as it runs,"
                                + " and nothing else moves"));
        assertThat(engine.asked).containsExactly("as it is", "patched");
    }

    @Test
    void whatIsStillChangedIsNoProof() {
        engine.plans(TOPIC, TOPIC);
        assertFails("aws_sns_topic.alerts /display_name would still be changed");
    }

    @Test
    void whatElseMovesIsNoProof() {
        engine.plans(TOPIC, QUEUE);
        assertFails("aws_sqs_queue.jobs /delay_seconds would be changed too");
        engine.plans(TOPIC + "," + QUEUE, "");
        assertFails("aws_sqs_queue.jobs /delay_seconds would be left as it runs, too");
        engine.plans(TOPIC + "," + QUEUE, update("aws_sqs_queue", "jobs", "delay_seconds", "9", "6"));
        assertFails("aws_sqs_queue.jobs /delay_seconds would be changed too");
        engine.plans(TOPIC, QUEUE.replace("[\"update\"]", "[\"delete\", \"create\"]"));
        assertFails("aws_sqs_queue.jobs would get another action: REPLACE");
    }

    @Test
    void aRefactoringIsChangedToTheChosenValueAlone() {
        var chosen = List.of(new Decision(
                DRIFT,
                new Verdict.Refactor(
                        Opinions.SURE,
                        List.of(new Verdict.Edit(PropertyPath.parse("/display_name"), Value.string("Both"))))));
        engine.plans(TOPIC, update("aws_sns_topic", "alerts", "display_name", "Alerts", "Both"));
        assertThat(check(chosen).result()).isEqualTo(Result.PASS);
        engine.plans(TOPIC, update("aws_sns_topic", "alerts", "display_name", "Alerts", "None"));
        assertThat(check(chosen).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void aFileThatWasFormattedStaysSo() {
        engine.plans(TOPIC, "");
        engine.unformatted = List.of("Alerts");
        assertFails(FILE + " would no longer be formatted as `fmt` does it");
        engine.unformatted = List.of("Alerts", "Orders");
        assertThat(check(KEPT).result()).isEqualTo(Result.PASS);
    }

    @Test
    void withoutCredentialsItIsOwed() {
        engine.plans(TOPIC, "");
        engine.fault = new Diagnostic(Code.AWS_CREDENTIALS, "no credentials", "sign in", "", Cause.DENIED);
        assertThat(check(KEPT))
                .isEqualTo(new Line(
                        dev.phantom.patch.Proof.Check.CHANGE_SET,
                        Result.SKIPPED,
                        "not proven: PH-AWS-001 no credentials; sign in",
                        true));
    }

    @Test
    void aPatchThatTerraformCannotPlanIsNoProof() {
        engine.plans(TOPIC, "");
        engine.broken = new Diagnostic(Code.AWS_FAILED, "plan failed", "", "", Cause.BROKEN);
        assertThat(check(KEPT).result()).isEqualTo(Result.FAIL);
        engine.broken = new Diagnostic(Code.AWS_FAILED, "too slow", "", "", Cause.AWAY);
        assertThat(check(KEPT)).satisfies(line -> {
            assertThat(line.result()).isEqualTo(Result.SKIPPED);
            assertThat(line.owed()).isTrue();
        });
    }

    @Test
    void aRevertChangesNoFileAndNobodyIsAsked() {
        var line = check(List.of(new Decision(DRIFT, new Verdict.Revert(Opinions.SURE))));
        assertThat(line.result()).isEqualTo(Result.SKIPPED);
        assertThat(line.owed()).isFalse();
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void wherePlansAreMadeElsewhereItIsOwed() {
        var preview =
                new PlanPreview(() -> engine, base -> Optional.empty(), Known.EVERYWHERE.providers(), Progress.NONE);
        assertThat(preview.check(base(), patch(), KEPT).owed()).isTrue();
        assertThat(engine.asked).isEmpty();
    }

    private void assertFails(String why) {
        assertThat(check(KEPT)).satisfies(line -> {
            assertThat(line.result()).isEqualTo(Result.FAIL);
            assertThat(line.detail()).contains(why);
        });
    }

    private Line check(List<Decision> decisions) {
        var module = new RootModule("live/shop", "", List.of());
        var preview =
                new PlanPreview(() -> engine, base -> Optional.of(module), Known.EVERYWHERE.providers(), Progress.NONE);
        return preview.check(base(), patch(), decisions);
    }

    private static PatchBase base() {
        return new PatchBase(
                World.ID,
                "c0ffee",
                new Workspace("live/shop", Map.of(FILE, TEXT), new Terraform()),
                new StackView("shop", List.of(), EvaluationContext.NONE),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
    }

    private static Planned patch() {
        return (Planned) PatchPlanner.plan(base(), KEPT);
    }

    private static String update(String type, String name, String attribute, String before, String after) {
        return """
                {"address": "%1$s.%2$s", "mode": "managed", "type": "%1$s", "name": "%2$s",
                 "provider_name": "registry.terraform.io/hashicorp/aws",
                 "change": {"actions": ["update"], "before": {"%3$s": "%4$s"}, "after": {"%3$s": "%5$s"}}}""".formatted(type, name, attribute, before, after);
    }

    /// Plans one thing for the files as they are and another for the patched ones.
    private static final class Engine implements TerraformPlans {
        private final List<String> asked = new ArrayList<>();
        private String before = "";
        private String after = "";
        private List<String> unformatted = List.of();
        private Diagnostic fault;
        private Diagnostic broken;

        void plans(String one, String other) {
            before = one;
            after = other;
        }

        @Override
        public String engine() {
            return "Terraform 1.11.4";
        }

        @Override
        public String drift(RootModule module, Progress progress) {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public String undeployed(RootModule module, Progress progress) {
            throw new IllegalStateException("nobody asks");
        }

        @Override
        public String rehearsed(RootModule module, Map<String, String> files, Progress progress) {
            var patched = !files.get(FILE).contains("Orders");
            asked.add(patched ? "patched" : "as it is");
            var why = patched ? broken : fault;
            if (why != null) {
                throw new PhantomException(why);
            }
            return """
                    {"format_version": "1.2", "planned_values": {}, "resource_drift": [], "resource_changes": [%s]}
                    """.formatted(patched ? after : before);
        }

        @Override
        public List<String> unformatted(Map<String, String> files) {
            return files.entrySet().stream()
                    .filter(file -> unformatted.stream().anyMatch(file.getValue()::contains))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
