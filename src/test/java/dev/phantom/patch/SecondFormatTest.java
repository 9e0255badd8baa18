package dev.phantom.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Format;
import dev.phantom.iac.Formats;
import dev.phantom.iac.Intent;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.iac.lines.LineFormat;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.PatchPlan.Refused;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.patch.plan.TemplateEdit;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A format that is not CloudFormation, of two kinds of resources and a line each, goes the whole way through the port:
/// declared, compared, legitimized, proven.
class SecondFormatTest {

    private static final Format FORMAT = new LineFormat();
    private static final String FILE = "shop.lines";
    private static final String TEXT = """
            # how long a job may take
            let patience 30

            queue jobs name=jobs timeout=$patience
            queue dead name=dead timeout=$patience
            queue old  name=old
            bucket logs name=acme-logs   versioning=on
            """;

    private static final DriftDetector DETECTOR =
            new DriftDetector(Known.EVERYWHERE, Mask.of("key"), IgnoreRules.NONE, World.TODAY);

    private static final LiveResource JOBS =
            live("jobs", "AWS::SQS::Queue", "{'QueueName': 'jobs', 'VisibilityTimeout': 600}");
    private static final LiveResource DEAD =
            live("dead", "AWS::SQS::Queue", "{'QueueName': 'dead', 'VisibilityTimeout': 30}");
    private static final LiveResource LOGS = live(
            "logs",
            "AWS::S3::Bucket",
            "{'BucketName': 'acme-logs', 'VersioningConfiguration': {'Status': 'Suspended'}}");
    private static final LiveResource GONE =
            World.resource("old", "old", "AWS::SQS::Queue", Map.of(), "{}", LiveResource.Status.DELETED);
    private static final LiveState LIVE = new LiveState(
            World.ID,
            "",
            LiveState.Source.FILE,
            null,
            List.of(JOBS, DEAD, LOGS, GONE),
            List.of(live("extra", "AWS::SQS::Queue", "{'QueueName': 'extra', 'VisibilityTimeout': 45}")));

    private static final Stack STACK = new Stack(World.ID, "prod", FILE, List.of(), "", "", Stack.Mode.REPORT);

    private static final PatchBase BASE = new PatchBase(
            World.ID,
            "c0ffee",
            new Workspace(FILE, Map.of(FILE, TEXT), FORMAT),
            new StackView("shop", List.of(), EvaluationContext.NONE),
            List.of(),
            Map.of(),
            Known.HERE,
            Secrets.NONE);

    private static LiveResource live(String name, String type, String properties) {
        return World.resource(name, name, type, Map.of(), properties, LiveResource.Status.READ);
    }

    private static DriftReport compare(Workspace files) {
        var safe = new SafeState(SafeState.Source.FILE, "", "", FILE, files.read(), Map.of(), List.of());
        return DETECTOR.detect(
                        new States(World.ID, safe, DeployedState.unknown(World.ID), LIVE, Baseline.none(World.ID)))
                .report();
    }

    private static Drift drift(String name) {
        return compare(BASE.files()).drifts().stream()
                .filter(d -> d.logicalId().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Decision> legitimate(String name) {
        return List.of(new Decision(drift(name), new Verdict.Legitimize(Opinions.SURE)));
    }

    private static Proof prove(Planned plan, List<Decision> decisions) {
        return new PatchGate(
                        (files, stack) -> compare(files),
                        drift -> RuleCatalogue.assessor().assess(Subject.alone(STACK, drift, Known.HERE)),
                        ChangePreview.LOCAL)
                .prove(BASE, plan, decisions);
    }

    /// The lines that a proven patch takes away and puts there.
    private static List<String> proven(List<Decision> decisions) {
        assertThat(PatchPlanner.plan(BASE, decisions)).isInstanceOf(Planned.class);
        var plan = (Planned) PatchPlanner.plan(BASE, decisions);
        assertThat(prove(plan, decisions).passed()).isTrue();
        var after = plan.after().text(FILE).lines().toList();
        var before = TEXT.lines().toList();
        return Stream.concat(
                        before.stream().filter(l -> !after.contains(l)).map(l -> "-" + l),
                        after.stream().filter(l -> !before.contains(l)).map(l -> "+" + l))
                .toList();
    }

    @Test
    void isComparedWithWhatRuns() {
        assertThat(World.changes(compare(BASE.files())))
                .containsExactlyInAnyOrder(
                        "jobs NOT_EQUAL /VisibilityTimeout",
                        "logs NOT_EQUAL /VersioningConfiguration/Status",
                        "old DELETED",
                        "extra UNMANAGED");
    }

    @Test
    void eachChangeSaysWhereItsValueComesFrom() {
        var origin = drift("jobs").changes().getFirst().circumstances().origin();
        assertThat(origin.file()).isEqualTo(FILE);
        assertThat(origin.line()).as("of the let").isEqualTo(2);
    }

    @Test
    void whatRunsIsLegitimizedInItsOwnWords() {
        assertThat(proven(legitimate("logs")))
                .containsExactly(
                        "-bucket logs name=acme-logs   versioning=on", "+bucket logs name=acme-logs   versioning=off");
    }

    @Test
    void aValueThatOthersReadIsFixedInPlace() {
        assertThat(proven(legitimate("jobs")))
                .as("dead reads the let too")
                .containsExactly("-queue jobs name=jobs timeout=$patience", "+queue jobs name=jobs timeout=600");
    }

    @Test
    void aResourceGoesAndOneComes() {
        assertThat(proven(legitimate("old"))).containsExactly("-queue old  name=old");
        assertThat(PatchPlanner.plan(BASE, legitimate("extra")))
                .isInstanceOfSatisfying(
                        Planned.class,
                        plan -> assertThat(plan.after().text(FILE))
                                .startsWith(TEXT)
                                .contains("queue extra ", "name=extra", "timeout=45"));
    }

    @Test
    void aPatchThatMovesMoreIsNoProof() {
        var decisions = legitimate("jobs");
        var plan = (Planned) PatchPlanner.plan(BASE, decisions);
        var spoiled = new Planned(
                plan.patch(), plan.after().with(FILE, TEXT.replace("patience 30", "patience 600")), plan.touched());
        assertThat(prove(spoiled, decisions).passed()).isFalse();
    }

    @Test
    void whatTheFormatCannotSayIsRefused() {
        var edit = new Verdict.Edit(PropertyPath.of("DelaySeconds"), Value.plain("5"));
        var refactor = new Decision(drift("jobs"), new Verdict.Refactor(Opinions.SURE, List.of(edit)));
        assertThat(PatchPlanner.plan(BASE, List.of(refactor))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo(Code.PATCH_NO_NODE);
            assertThat(refused.reason().summary()).contains("/DelaySeconds");
        });
    }

    @Test
    void itsFilesAreCheckedAndEditedByHand() {
        var formats = new Formats(List.of(FORMAT));
        var check = TemplateCheck.of(formats, FILE, TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(check.passed()).isTrue();
        assertThat(check.format()).isEqualTo("lines");
        assertThat(check.resources()).isEqualTo(4);
        var edited = TemplateEdit.apply(
                formats,
                FILE,
                TEXT,
                "dead",
                PropertyPath.of("VisibilityTimeout"),
                new Intent.Set(Value.plain("60")),
                false);
        assertThat(edited).isInstanceOfSatisfying(TemplateEdit.Result.Edited.class, e -> {
            assertThat(e.text()).isEqualTo(TEXT.replace("patience 30", "patience 60"));
            assertThat(e.alsoChanges()).containsExactly("patience is also read by jobs");
        });
    }

    @Test
    void eachFileIsReadInItsOwnFormat() {
        var both = new Formats(List.of(FORMAT, new CloudFormation()));
        assertThat(both.read(FILE, TEXT).format().name()).isEqualTo("lines");
        assertThat(both.read("t.yaml", "Resources: {}").format().name()).isEqualTo("cloudformation");
        assertThatThrownBy(() -> new Formats(List.of(FORMAT)).read("t.yaml", "Resources: {}"))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().code()).isEqualTo(Code.TEMPLATE_SHAPE));
    }
}
