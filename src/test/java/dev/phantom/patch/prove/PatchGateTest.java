package dev.phantom.patch.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.PatchPlan.Touch;
import dev.phantom.patch.Proof;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The gate with the real comparison and the real rules, before patches that somebody spoiled: what the planner made
/// is proven, and nothing that does more or less is.
class PatchGateTest {

    private static final String FILE = "t.yaml";
    private static final String OTHER = "other.yaml";
    private static final String TEMPLATE = """
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                DeletionPolicy: Retain
                Properties:
                  QueueName: jobs
                  VisibilityTimeout: 30
                  MessageRetentionPeriod: 345600
              JobsDead:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: dead
                  VisibilityTimeout: 30
              Db:
                Type: AWS::RDS::DBInstance
                Properties:
                  DBInstanceIdentifier: orders
                  Engine: postgres
                  EngineVersion: '16.1'
                  AllocatedStorage: '20'
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/16}
            """;
    private static final List<LiveResource> LIVE = List.of(
            live(
                    "Jobs",
                    "AWS::SQS::Queue",
                    "{'QueueName': 'jobs', 'VisibilityTimeout': 600, 'MessageRetentionPeriod': 60, 'DelaySeconds': 9}"),
            live("JobsDead", "AWS::SQS::Queue", "{'QueueName': 'dead', 'VisibilityTimeout': 45}"),
            live(
                    "Db",
                    "AWS::RDS::DBInstance",
                    "{'DBInstanceIdentifier': 'orders', 'Engine': 'mysql', 'EngineVersion': '16.1',"
                            + " 'AllocatedStorage': '20'}"),
            live(
                    "Web",
                    "AWS::EC2::SecurityGroup",
                    "{'GroupDescription': 'web', 'SecurityGroupIngress':"
                            + " [{'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22, 'CidrIp': '10.0.0.0/8'}]}"));
    private static final Baseline EARLIER = new Baseline(
            World.ID,
            null,
            List.of(live(
                    "Jobs",
                    "AWS::SQS::Queue",
                    "{'QueueName': 'jobs', 'VisibilityTimeout': 30, 'MessageRetentionPeriod': 345600,"
                            + " 'DelaySeconds': 5}")));
    private static final DriftDetector DETECTOR =
            new DriftDetector(Known.EVERYWHERE, Mask.of("key"), IgnoreRules.NONE, World.TODAY);
    private static final PatchBase BASE = new PatchBase(
            World.ID,
            "c0ffee",
            new Workspace(FILE, Map.of(FILE, TEMPLATE, OTHER, TEMPLATE), new CloudFormation()),
            new StackView(
                    "payments", List.of(), new EvaluationContext(Map.of(), Pseudo.UNKNOWN, Map.of(), References.NONE)),
            List.of(),
            Map.of(),
            Known.HERE,
            Secrets.NONE);

    private static LiveResource live(String id, String type, String properties) {
        return new LiveResource(
                id,
                id.toLowerCase(java.util.Locale.ROOT),
                type,
                Map.of(),
                Compare.map(properties),
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
    }

    private static DriftReport compare(Workspace files) {
        var template = new CloudFormation().read(FILE, files.text(FILE));
        var safe = new SafeState(SafeState.Source.FILE, "", "", FILE, template, Map.of(), List.of());
        var runs = new LiveState(World.ID, "", LiveState.Source.FILE, null, LIVE, List.of());
        return DETECTOR.detect(new States(World.ID, safe, DeployedState.unknown(World.ID), runs, EARLIER))
                .report();
    }

    /// The one change of a resource at a path, as the comparison found it.
    private static Drift drift(String id, String path) {
        var whole = compare(BASE.files()).drifts().stream()
                .filter(d -> d.logicalId().equals(id))
                .findFirst()
                .orElseThrow();
        var changes = whole.changes().stream()
                .filter(c -> c.path().toString().equals(path))
                .toList();
        assertThat(changes).as("%s %s drifts", id, path).hasSize(1);
        return with(whole, changes);
    }

    private static Drift with(Drift drift, List<Change> changes) {
        return new Drift(
                "d-1",
                "h",
                drift.logicalId(),
                drift.physicalId(),
                drift.type(),
                drift.status(),
                changes,
                drift.expected(),
                drift.actual());
    }

    private static List<Decision> legitimate(String id, String path) {
        return List.of(new Decision(drift(id, path), new Verdict.Legitimize(Opinions.SURE)));
    }

    private static List<Decision> refactored(String id, String path, String value) {
        var edit = new Verdict.Edit(PropertyPath.parse(path), Value.string(value));
        return List.of(new Decision(drift(id, path), new Verdict.Refactor(Opinions.SURE, List.of(edit))));
    }

    private static List<Decision> reverted(String id, String path) {
        return List.of(new Decision(drift(id, path), new Verdict.Revert(Opinions.SURE)));
    }

    private static Planned plan(List<Decision> decisions) {
        return (Planned) PatchPlanner.plan(BASE, decisions);
    }

    private static Planned spoiled(Planned plan, UnaryOperator<String> edit) {
        var text = plan.after().text(FILE);
        assertThat(edit.apply(text)).isNotEqualTo(text);
        return new Planned(plan.patch(), plan.after().with(FILE, edit.apply(text)), plan.touched());
    }

    /// As if the plan owned every place of the template.
    private static Planned owningAll(Planned plan) {
        return new Planned(plan.patch(), plan.after(), List.of(new Touch(FILE, PropertyPath.ROOT)));
    }

    private static Proof prove(Planned plan, List<Decision> decisions) {
        return prove(plan, decisions, ChangePreview.LOCAL);
    }

    private static Proof prove(Planned plan, List<Decision> decisions, ChangePreview preview) {
        return new PatchGate(
                        (files, stack) -> compare(files),
                        drift -> RuleCatalogue.assessor().assess(Subjects.of(drift, "prod")),
                        preview)
                .prove(BASE, plan, decisions);
    }

    private static Set<Check> failed(Proof proof) {
        return proof.lines().stream()
                .filter(l -> l.result() == Result.FAIL)
                .map(Line::check)
                .collect(Collectors.toSet());
    }

    private static UnaryOperator<String> replacing(String text, String by) {
        return template -> template.replace(text, by);
    }

    @Test
    void whatIsLegitimizedIsGoneAndTheDriftOfOthersIsAsBefore() {
        var decisions = legitimate("Jobs", "/VisibilityTimeout");
        assertThat(prove(plan(decisions), decisions).lines())
                .extracting(Line::check, Line::result)
                .containsExactly(
                        tuple(Check.REDIFF, Result.PASS),
                        tuple(Check.OTHER_STACKS, Result.PASS),
                        tuple(Check.SCHEMA, Result.PASS),
                        tuple(Check.FINDINGS, Result.PASS),
                        tuple(Check.LINES, Result.PASS),
                        tuple(Check.CHANGE_SET, Result.SKIPPED));
    }

    @Test
    void aPatchThatDoesMoreOrLessThanItsDecisionIsNoProof() {
        var decisions = legitimate("Jobs", "/VisibilityTimeout");
        var plan = plan(decisions);
        assertThat(failed(prove(spoiled(plan, text -> TEMPLATE), decisions)))
                .as("nothing done")
                .contains(Check.REDIFF);
        for (var edit : List.of(
                replacing("MessageRetentionPeriod: 345600", "MessageRetentionPeriod: 60"),
                replacing("EngineVersion: '16.1'", "EngineVersion: '16.2'"),
                replacing("QueueName: dead", "QueueName: alive"))) {
            assertThat(failed(prove(spoiled(plan, edit), decisions)))
                    .as("another place, whether it drifts or not")
                    .contains(Check.REDIFF, Check.LINES);
            assertThat(failed(prove(owningAll(spoiled(plan, edit)), decisions)))
                    .as("nor if the plan says that it owns it")
                    .contains(Check.REDIFF);
        }
        assertThat(failed(prove(spoiled(plan, text -> text + "  - ]"), decisions)))
                .as("no template any more")
                .contains(Check.REDIFF);
    }

    @Test
    void aPlaceOfOneFileExcusesNoneOfAnother() {
        var decisions = legitimate("Jobs", "/VisibilityTimeout");
        var plan = plan(decisions);
        var both =
                new Planned(plan.patch(), plan.after().with(OTHER, plan.after().text(FILE)), plan.touched());
        assertThat(failed(prove(both, decisions))).containsExactly(Check.LINES);
    }

    @Test
    void aRefactorSetsItsPathsAndMovesNothingElse() {
        var decisions = refactored("Jobs", "/VisibilityTimeout", "120");
        var plan = plan(decisions);
        assertThat(failed(prove(plan, decisions))).isEmpty();
        assertThat(failed(
                        prove(spoiled(plan, replacing("VisibilityTimeout: 120", "VisibilityTimeout: 121")), decisions)))
                .as("another value")
                .contains(Check.REDIFF);
        for (var edit : List.of(
                replacing("MessageRetentionPeriod: 345600", "MessageRetentionPeriod: 60"),
                replacing("QueueName: dead", "QueueName: alive"),
                replacing("VisibilityTimeout: 30", "VisibilityTimeout: 120"), // of the other queue
                replacing("DeletionPolicy: Retain", "DeletionPolicy: Delete"))) {
            assertThat(failed(prove(owningAll(spoiled(plan, edit)), decisions))).contains(Check.REDIFF);
        }
    }

    /// `Engine` is not `EngineVersion`, and `Jobs` is not `JobsDead`.
    @Test
    void aNameThatBeginsLikeAListedOneIsNotListed() {
        var engine = refactored("Db", "/Engine", "mariadb");
        assertThat(failed(prove(plan(engine), engine))).isEmpty();
        assertThat(failed(prove(
                        owningAll(spoiled(plan(engine), replacing("EngineVersion: '16.1'", "EngineVersion: '16.2'"))),
                        engine)))
                .contains(Check.REDIFF);
        var dead = refactored("JobsDead", "/VisibilityTimeout", "120");
        assertThat(failed(prove(plan(dead), dead))).isEmpty();
        assertThat(failed(prove(
                        owningAll(spoiled(plan(dead), replacing("DeletionPolicy: Retain", "DeletionPolicy: Delete"))),
                        dead)))
                .contains(Check.REDIFF);
    }

    @Test
    void aRefactorThatTheRulesCallWorseThanWhatRunsIsNoProof() {
        var path = "/SecurityGroupIngress/0/CidrIp";
        var narrower = refactored("Web", path, "10.0.0.0/12");
        assertThat(failed(prove(plan(narrower), narrower))).isEmpty();
        var open = refactored("Web", path, "0.0.0.0/0");
        var proof = prove(plan(open), open);
        assertThat(failed(proof)).containsExactly(Check.FINDINGS);
        assertThat(proof.passed()).isFalse();
    }

    @Test
    void aRevertOfWhatIsDeclaredEditsNothing() {
        var decisions = reverted("Jobs", "/VisibilityTimeout");
        var plan = plan(decisions);
        assertThat(failed(prove(plan, decisions))).isEmpty();
        assertThat(failed(prove(
                        owningAll(spoiled(plan, replacing("VisibilityTimeout: 30", "VisibilityTimeout: 60"))),
                        decisions)))
                .contains(Check.REDIFF);
    }

    @Test
    void aRevertOfWhatNoTemplateSaysPinsTheEarlierValue() {
        var decisions = reverted("Jobs", "/DelaySeconds");
        var plan = plan(decisions);
        assertThat(plan.after().text(FILE)).contains("DelaySeconds: 5");
        assertThat(failed(prove(plan, decisions))).isEmpty();
        assertThat(failed(prove(spoiled(plan, text -> TEMPLATE), decisions))).contains(Check.REDIFF);
        assertThat(failed(prove(spoiled(plan, replacing("DelaySeconds: 5", "DelaySeconds: 9")), decisions)))
                .contains(Check.REDIFF);
    }

    /// CloudFormation is asked last, of what nothing else speaks against, and has the last word.
    @Test
    void whoDeploysIsAskedOfWhatIsProvenAndHeard() {
        var asked = new ArrayList<Planned>();
        ChangePreview refuses = (base, plan, decisions) -> {
            asked.add(plan);
            return new Line(Check.CHANGE_SET, Result.FAIL, "no");
        };
        var decisions = legitimate("Jobs", "/VisibilityTimeout");
        var plan = plan(decisions);
        assertThat(prove(plan, decisions, refuses).passed()).isFalse();
        assertThat(asked).containsExactly(plan);
        assertThat(prove(spoiled(plan, text -> TEMPLATE), decisions, refuses).lines())
                .last()
                .isEqualTo(new Line(Check.CHANGE_SET, Result.SKIPPED, "an earlier check failed"));
        assertThat(asked).hasSize(1);
    }
}
