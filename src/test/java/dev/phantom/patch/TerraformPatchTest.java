package dev.phantom.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Origin;
import dev.phantom.iac.terraform.Terraform;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.PatchPlan.Refused;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.patch.prove.DeclaredRediff;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Terraform found, in its order of lists, is legitimized in the files and proven without Terraform.
class TerraformPatchTest {

    private static final Map<String, String> FILES = new LinkedHashMap<>(Map.of(
            "live/shop/main.tf", """
            module "queue" {
              source  = "../../modules/queue"
              timeout = var.timeout
            }
            variable "timeout" { default = 30 }
            resource "aws_security_group" "web" {
              name = "web"

              ingress {
                from_port   = 22
                cidr_blocks = ["10.0.0.0/8"]
              }

              ingress {
                from_port   = 443
                cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
              }
            }
            """,
            "live/other/main.tf", """
            module "queue" {
              source = "../../modules/queue"
            }
            """,
            "modules/queue/main.tf", """
            variable "timeout" { default = 30 }
            variable "size" { default = 1024 }
            resource "aws_sqs_queue" "jobs" {
              visibility_timeout_seconds = var.timeout
              max_message_size           = var.size
              delay_seconds              = 5
            }
            """));

    private static final Stack STACK = new Stack(World.ID, "prod", "live/shop", List.of(), "", "", Stack.Mode.REPORT);

    private static PatchBase base(List<StackView> others) {
        return new PatchBase(
                World.ID,
                "c0ffee",
                new Workspace("live/shop", FILES, new Terraform()),
                new StackView("shop", List.of(), EvaluationContext.NONE),
                others,
                Map.of(),
                Known.HERE,
                Secrets.NONE);
    }

    private static final StackView OTHER = new StackView("other", List.of(), EvaluationContext.NONE, "live/other");

    private static MapValue model(String json) {
        return (MapValue) JsonValues.read("", json.replace('\'', '"'));
    }

    private static Change differs(String path, String expected, String actual) {
        var at = PropertyPath.parse(path);
        return new Change.NotEqual(
                at, at, Value.plain(expected), Value.plain(actual), List.of(), Circumstances.declared(Origin.ABSENT));
    }

    private static Drift drift(String address, String before, String after, Change... changes) {
        return Drift.unnamed(
                address,
                "",
                address.replaceAll(".*\\.(\\w+)\\.\\w+$", "$1"),
                Drift.Status.MODIFIED,
                List.of(changes),
                model(before),
                model(after));
    }

    private static Proof prove(PatchBase base, Planned plan, Drift drift) {
        var found = new DriftReport(
                List.of(drift), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of());
        return new PatchGate(
                        new DeclaredRediff(base, found, List.of(drift)),
                        d -> RuleCatalogue.assessor().assess(Subject.alone(STACK, d, Known.HERE)),
                        ChangePreview.lacking("no Terraform here"))
                .prove(base, plan, decided(drift));
    }

    private static List<Decision> decided(Drift drift) {
        return List.of(new Decision(drift, new Verdict.Legitimize(Opinions.SURE)));
    }

    private static final Drift RULE = drift(
            "aws_security_group.web",
            "{'id': 'sg-1', 'name': 'web', 'ingress': ["
                    + "{'from_port': 443, 'cidr_blocks': ['0.0.0.0/0', '10.0.0.0/8'], 'self': false},"
                    + "{'from_port': 22, 'cidr_blocks': ['10.0.0.0/8'], 'self': false}]}",
            "{'id': 'sg-1', 'name': 'web', 'ingress': ["
                    + "{'from_port': 443, 'cidr_blocks': ['0.0.0.0/0', '10.0.0.0/8'], 'self': false},"
                    + "{'from_port': 2222, 'cidr_blocks': ['10.0.0.0/8'], 'self': false}]}",
            differs("/ingress/1/from_port", "22", "2222"));

    @Test
    void aRuleIsFoundAgainByWhatItSaysNotByItsPlace() {
        var base = base(List.of());
        var plan = (Planned) PatchPlanner.plan(base, decided(RULE));
        assertThat(plan.after().text("live/shop/main.tf"))
                .isEqualTo(FILES.get("live/shop/main.tf").replace("= 22\n", "= 2222\n"));
        var proof = prove(base, plan, RULE);
        assertThat(proof.passed()).as("%s", proof).isTrue();
        assertThat(proof.whole()).as("a plan is owed: no more than a draft").isFalse();
    }

    @Test
    void aPatchOfAnotherElementIsNoProof() {
        var base = base(List.of());
        var plan = (Planned) PatchPlanner.plan(base, decided(RULE));
        var text = FILES.get("live/shop/main.tf");
        var wrong = new Planned(
                plan.patch(), base.files().with("live/shop/main.tf", text.replace("= 443", "= 2222")), plan.touched());
        var more = new Planned(
                plan.patch(),
                plan.after()
                        .with(
                                "live/shop/main.tf",
                                text.replace("= 22\n", "= 2222\n").replace("\"web\"", "\"www\"")),
                plan.touched());
        assertThat(prove(base, wrong, RULE).passed()).isFalse();
        assertThat(prove(base, more, RULE).passed()).isFalse();
        assertThat(prove(base, new Planned(plan.patch(), base.files(), plan.touched()), RULE)
                        .passed())
                .isFalse();
    }

    @Test
    void whatLiveHasMoreComesIntoTheBlockItStandsIn() {
        var added = drift(
                "aws_security_group.web",
                "{'ingress': [{'from_port': 443, 'cidr_blocks': ['0.0.0.0/0', '10.0.0.0/8']}, {'from_port': 22, 'cidr_blocks': ['10.0.0.0/8']}]}",
                "{'ingress': [{'from_port': 22, 'cidr_blocks': ['10.0.0.0/8', '1.1.1.1/32']}, {'from_port': 443, 'cidr_blocks': ['0.0.0.0/0', '10.0.0.0/8']}]}",
                new Change.Add(
                        PropertyPath.parse("/ingress/0/cidr_blocks/1"),
                        Value.string("1.1.1.1/32"),
                        Circumstances.declared(Origin.ABSENT)));
        var base = base(List.of());
        var plan = (Planned) PatchPlanner.plan(base, decided(added));
        assertThat(plan.after().text("live/shop/main.tf"))
                .contains("from_port   = 22\n    cidr_blocks = [\"10.0.0.0/8\", \"1.1.1.1/32\"]");
        assertThat(prove(base, plan, added).passed()).isTrue();
    }

    @Test
    void aValueGoesWhereOnlyThisRootModuleReadsIt() {
        var timeout = drift(
                "module.queue.aws_sqs_queue.jobs",
                "{'visibility_timeout_seconds': 30}",
                "{'visibility_timeout_seconds': 60}",
                differs("/visibility_timeout_seconds", "30", "60"));
        var base = base(List.of(OTHER));
        var plan = (Planned) PatchPlanner.plan(base, decided(timeout));
        assertThat(plan.patch().edits()).extracting(PatchSet.FileEdit::path).containsExactly("live/shop/main.tf");
        assertThat(plan.after().text("live/shop/main.tf")).contains("variable \"timeout\" { default = 60 }");
        assertThat(prove(base, plan, timeout).passed()).isTrue();
    }

    @Test
    void whatAnotherRootModuleReadsToIsRefused() {
        var delay = drift(
                "module.queue.aws_sqs_queue.jobs",
                "{'delay_seconds': 5}",
                "{'delay_seconds': 9}",
                differs("/delay_seconds", "5", "9"));
        assertThat(PatchPlanner.plan(base(List.of(OTHER)), decided(delay)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().summary())
                                .contains("stack other", "module.queue.aws_sqs_queue.jobs /delay_seconds"));
        assertThat(PatchPlanner.plan(base(List.of()), decided(delay))).isInstanceOf(Planned.class);
    }
}
