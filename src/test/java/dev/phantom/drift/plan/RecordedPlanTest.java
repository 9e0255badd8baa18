package dev.phantom.drift.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.drift.Drift;
import dev.phantom.drift.Tier;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.drift.plan.TerraformPlan.Kind;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Plans of one module of eleven resources, in which 13 calls changed ten of them.
class RecordedPlanTest {

    private static List<String> drifts(String plan) {
        return Plans.detect(Plans.recorded(plan), IgnoreRules.NONE).report().drifts().stream()
                .flatMap(RecordedPlanTest::lines)
                .toList();
    }

    private static java.util.stream.Stream<String> lines(Drift drift) {
        return drift.status() == Drift.Status.DELETED
                ? java.util.stream.Stream.of(drift.logicalId() + " DELETED")
                : drift.changes().stream().map(c -> drift.logicalId() + " " + c.kind() + " " + c.path());
    }

    @ParameterizedTest
    @CsvSource({"refresh-only,REFRESH_ONLY", "refresh-clean,REFRESH_ONLY", "no-refresh,UNREFRESHED", "full,BOTH"})
    void sayWhichPlanTheyAre(String plan, Kind kind) {
        assertThat(Plans.recorded(plan).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh-only", "full"})
    void showWhatWasChangedAndNothingElse(String plan) {
        assertThat(drifts(plan))
                .containsExactlyInAnyOrder(
                        "aws_cloudwatch_log_group.app[\"api\"] NOT_EQUAL /retention_in_days",
                        "aws_cloudwatch_log_group.app[\"worker\"] ADD /tags/Owner",
                        "aws_dynamodb_table.orders NOT_EQUAL /deletion_protection_enabled",
                        "aws_dynamodb_table.orders NOT_EQUAL /point_in_time_recovery/0/enabled",
                        "aws_dynamodb_table.orders NOT_EQUAL /point_in_time_recovery/0/recovery_period_in_days",
                        "aws_iam_role.app NOT_EQUAL /assume_role_policy",
                        "aws_security_group.dyn ADD /ingress/2",
                        "aws_security_group.web ADD /ingress/1",
                        "aws_security_group.web NOT_EQUAL /ingress/1/cidr_blocks/0",
                        "aws_security_group.web NOT_EQUAL /ingress/1/description",
                        "aws_sns_topic.gone DELETED",
                        "aws_ssm_parameter.level NOT_EQUAL /value",
                        "aws_ssm_parameter.token NOT_EQUAL /value",
                        "module.queue.aws_sns_topic.jobs NOT_EQUAL /display_name");
    }

    @Test
    void showNothingWhereNothingWasChanged() {
        assertThat(drifts("refresh-clean")).isEmpty();
    }

    @Test
    void aPlainPlanSaysThatADynamicBlockDeclares() {
        assertThat(Plans.detect(Plans.recorded("full"), IgnoreRules.NONE).report().drifts().stream()
                        .filter(d -> d.logicalId().equals("aws_security_group.dyn"))
                        .flatMap(d -> d.changes().stream())
                        .map(c -> c.circumstances().tier()))
                .containsExactly(Tier.DECLARED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-refresh", "full"})
    void commitsThatWaitForTheirApplyAreNoDrift(String plan) {
        assertThat(Plans.detect(Plans.recorded(plan), IgnoreRules.NONE).report().undeployed())
                .extracting(u ->
                        u.logicalId() + " " + u.kind() + " " + u.path() + " " + u.deployed() + " → " + u.expected())
                .containsExactly(
                        "aws_cloudwatch_log_group.app[\"api\"] NOT_EQUAL /retention_in_days"
                                + " Scalar[text=30, style=PLAIN] → Scalar[text=60, style=PLAIN]",
                        "aws_cloudwatch_log_group.app[\"worker\"] NOT_EQUAL /retention_in_days"
                                + " Scalar[text=30, style=PLAIN] → Scalar[text=60, style=PLAIN]");
    }

    @Test
    void whatTheOtherPlanWouldSayIsANamedGap() {
        assertThat(DriftDetector.unread(Plans.states(Plans.recorded("refresh-only"))))
                .singleElement()
                .asString()
                .contains("undeployed commits are not known", "-refresh=false");
        assertThat(DriftDetector.unread(Plans.states(Plans.recorded("no-refresh"))))
                .singleElement()
                .asString()
                .contains("drift is not known", "-refresh-only");
        assertThat(DriftDetector.unread(Plans.states(Plans.recorded("full")))).isEmpty();
        var both = Plans.recorded("refresh-only").with(Plans.recorded("no-refresh"));
        assertThat(DriftDetector.unread(Plans.states(both))).isEmpty();
        assertThat(Plans.detect(both, IgnoreRules.NONE).report().undeployed()).hasSize(2);
    }

    @Test
    void whoDidNotLookComparedNothing() {
        var coverage = Plans.detect(Plans.recorded("no-refresh"), IgnoreRules.NONE)
                .report()
                .coverage();
        assertThat(coverage.compared()).isZero();
        assertThat(coverage.shortfall()).isTrue();
        var looked = Plans.detect(Plans.recorded("refresh-only"), IgnoreRules.NONE)
                .report()
                .coverage();
        assertThat(looked.compared()).as("the deleted one too").isEqualTo(11).isEqualTo(looked.resources());
    }

    @Test
    void accountAndRegionAreThoseOfTheArns() {
        assertThat(Plans.states(Plans.recorded("full")).id().toString()).isEqualTo("123456789012/us-east-1/shop");
    }

    @Test
    void theTeamsRulesHoldForAddressesAndAttributes() {
        var rules = IgnoreRulesReader.read("ignore.yaml", """
                version: 1
                rules:
                  - {stack: shop, resource: 'aws_ssm_parameter.level', path: /value, reason: set by hand}
                """);
        var report = Plans.detect(Plans.recorded("refresh-only"), rules).report();
        assertThat(report.ignored())
                .extracting(i -> i.logicalId() + " " + i.reason())
                .containsExactly("aws_ssm_parameter.level set by hand");
        assertThat(report.drifts()).extracting(Drift::logicalId).doesNotContain("aws_ssm_parameter.level");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"planned_values\": {}} | it has no 'format_version', so it is not a plan",
                "{\"format_version\": \"2.0\", \"planned_values\": {}} | its format_version is 2.0; only 1.x is supported",
                "{\"format_version\": \"1.0\", \"values\": {}} | it is a state, not a plan",
                "{\"version\": 4, \"serial\": 1} | it is a state, not a plan",
                "[] | the file is not a JSON object",
                "{\"resource_drift\": 7} | 'resource_drift' is not a list",
                "{\"a\": | not valid JSON"
            })
    void whatIsNoPlanIsRefusedInOneLine(String json, String why) {
        assertThatThrownBy(() -> Plans.read(json)).isInstanceOfSatisfying(PhantomException.class, e -> {
            assertThat(e.diagnostic().code()).isEqualTo(Code.PLAN_UNREADABLE);
            assertThat(e.diagnostic().line()).contains(why).doesNotContain("\n", "jackson", "Exception");
        });
    }
}
