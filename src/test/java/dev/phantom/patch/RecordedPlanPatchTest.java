package dev.phantom.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.detect.World;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.plan.Plans;
import dev.phantom.drift.subject.Subject;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.terraform.Terraform;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.PatchPlan.Refused;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.patch.prove.DeclaredRediff;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What real Terraform found on a real module, each drift legitimized in the module's files and proven, or refused.
class RecordedPlanPatchTest {

    private static final String MAIN = "live/main.tf";
    private static final Map<String, String> FILES =
            Map.of(MAIN, file("main.tf"), "live/app/main.tf", file("app/main.tf"));
    private static final Stack STACK = new Stack(World.ID, "prod", "live", List.of(), "", "", Stack.Mode.REPORT);
    private static final States STATES = states();
    private static final Detection FOUND =
            new DriftDetector(Known.EVERYWHERE, Mask.of("key"), IgnoreRules.NONE, World.TODAY).detect(STATES);

    private static final PatchBase BASE = new PatchBase(
            World.ID,
            "c0ffee",
            new Workspace("live", FILES, new Terraform()),
            new StackView("shop", List.of(), EvaluationContext.NONE),
            List.of(),
            Map.of(),
            Known.HERE,
            FOUND.secrets());

    private static String file(String name) {
        try {
            var text = Files.readString(Path.of("src/test/resources/terraform/shop", name));
            return text.replace("default = 30", "default = 60"); // as it was when the plan was made
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static States states() {
        var told = Plans.states(Plans.recorded("full"));
        var safe = new SafeState(
                SafeState.Source.FOLDER, "", "", "live", new Terraform().read("live", FILES), FILES, List.of());
        return new States(told.id(), safe, told.deployed(), told.live(), told.baseline(), told.plan());
    }

    private static Drift drift(String address) {
        return FOUND.report().drifts().stream()
                .filter(d -> d.logicalId().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private static PatchPlan plan(String address) {
        return PatchPlanner.plan(BASE, decided(address));
    }

    private static List<Decision> decided(String address) {
        return List.of(new Decision(drift(address), new Verdict.Legitimize(Opinions.SURE)));
    }

    /// The lines that a proven patch takes away and puts there.
    private static List<String> proven(String address) {
        assertThat(plan(address)).isInstanceOf(Planned.class);
        var planned = (Planned) plan(address);
        var drift = drift(address);
        var proof = new PatchGate(
                        new DeclaredRediff(BASE, FOUND.report(), List.of(drift)),
                        d -> RuleCatalogue.assessor().assess(Subject.alone(STACK, d, Known.HERE)),
                        ChangePreview.lacking("no Terraform here"))
                .prove(BASE, planned, decided(address));
        assertThat(proof.passed()).as("%s", proof).isTrue();
        assertThat(proof.whole()).isFalse();
        return planned.patch().edits().stream()
                .flatMap(edit -> differing(edit.original(), edit.patched()))
                .toList();
    }

    private static Stream<String> differing(String before, String after) {
        var old = before.lines().toList();
        var now = after.lines().toList();
        return Stream.concat(
                old.stream().filter(l -> !now.contains(l)).map(l -> "-" + l),
                now.stream().filter(l -> !old.contains(l)).map(l -> "+" + l));
    }

    @Test
    void aStatementOfAPolicy() {
        assertThat(proven("aws_iam_role.app")).first().asString().startsWith("-    Statement = [{ Effect = \"Allow\"");
        assertThat(proven("aws_iam_role.app")).anyMatch(l -> l.contains("arn:aws:iam::999988887777:root"));
    }

    @Test
    void aBlockThatNobodyWrote() {
        assertThat(proven("aws_dynamodb_table.orders"))
                .containsExactly(
                        "+  point_in_time_recovery {",
                        "+    enabled                 = true",
                        "+    recovery_period_in_days = 35");
    }

    @Test
    void rulesOfASecurityGroup() {
        var lines = proven("aws_security_group.web");
        assertThat(lines).anyMatch(l -> l.contains("3389")).noneMatch(l -> l.contains("443"));
    }

    @Test
    void aResourceThatIsGone() {
        assertThat(proven("aws_sns_topic.gone")).contains("-resource \"aws_sns_topic\" \"gone\" {");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_cloudwatch_log_group.app[\"api\"] | aws_cloudwatch_log_group.app[\"worker\"] /retention_in_days",
                "aws_cloudwatch_log_group.app[\"worker\"] | aws_cloudwatch_log_group.app[\"api\"] /tags",
                "aws_security_group.dyn | a dynamic block makes the blocks ingress",
                "module.queue.aws_sns_topic.jobs | live/app/main.tf:7:18 no literal decides the value: it is put together",
                "aws_ssm_parameter.level | a secret is never written to a repository",
                "aws_ssm_parameter.token | a secret is never written to a repository",
            })
    void whatNoLiteralDecidesAloneIsRefusedByName(String address, String said) {
        assertThat(plan(address))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason().line()).contains(said));
    }
}
