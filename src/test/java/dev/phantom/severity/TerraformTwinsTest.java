package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Reversal;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.value.Value;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same drift, told in CloudFormation and in Terraform, weighs the same and costs the same. What is found of the
/// one in Terraform is found at its attributes.
class TerraformTwinsTest {

    private static final Assessor ASSESSOR = RuleCatalogue.assessor();
    private static final CostEstimator COSTS =
            CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());

    static Stream<TerraformTwin> twins() {
        return TerraformTwin.all().stream();
    }

    @Test
    void thereAreEnough() {
        assertThat(twins()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("twins")
    void weighTheSame(TerraformTwin twin) {
        var one = ASSESSOR.assess(twin.cloudformation());
        var other = ASSESSOR.assess(twin.terraform());
        assertThat(other.findings().stream().map(TerraformTwinsTest::weight))
                .containsExactlyInAnyOrderElementsOf(
                        one.findings().stream().map(TerraformTwinsTest::weight).toList());
        assertThat(other.floor()).isEqualTo(one.floor());
        assertThat(other.gaps()).isEmpty();
        assertThat(twin.terraform().unmapped()).isEmpty();
    }

    private static List<Object> weight(Finding finding) {
        return List.of(finding.rule(), finding.level(), finding.security(), finding.control(), finding.reasons());
    }

    @ParameterizedTest
    @MethodSource("twins")
    void costTheSame(TerraformTwin twin) {
        var one = COSTS.delta(twin.cloudformation());
        var other = COSTS.delta(twin.terraform());
        assertThat(other.monthly()).isEqualTo(one.monthly());
        assertThat(other.lines()).isEqualTo(one.lines());
        assertThat(reasons(other)).containsExactlyInAnyOrderElementsOf(reasons(one));
    }

    /// Without the name of the setting, which is each side's own.
    private static List<String> reasons(CostDelta cost) {
        return cost.unpriced().stream()
                .map(why -> why.replaceFirst("^[\\w/, ]+: (?=what it adds)", ""))
                .toList();
    }

    /// A twin that neither weighs nor costs anything shows nothing.
    @ParameterizedTest
    @MethodSource("twins")
    void areWorthComparing(TerraformTwin twin) {
        var weighs = !ASSESSOR.assess(twin.cloudformation()).findings().isEmpty()
                || ASSESSOR.assess(twin.cloudformation()).floor() != Severity.LOW;
        var cost = COSTS.delta(twin.cloudformation());
        assertThat(weighs || !cost.lines().isEmpty() || twin.toString().startsWith("tags"))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("twins")
    void isFoundAtItsAttributes(TerraformTwin twin) {
        var subject = twin.terraform();
        var told = subject.told();
        assertThat(ASSESSOR.assess(subject).findings())
                .allSatisfy(finding -> assertThat(told.changes().stream()
                                        .anyMatch(change -> change.path().overlaps(finding.path()))
                                && !finding.path().isRoot())
                        .as(finding.rule() + " at " + finding.path() + " of " + told.changes())
                        .isTrue());
        assertThat(ASSESSOR.securityChanges(subject)).isSubsetOf(told.changes());
    }

    /// One of several drifts of a resource is priced by taking it back alone: the changes lead from live to safe.
    @ParameterizedTest
    @MethodSource("twins")
    void leadBack(TerraformTwin twin) {
        var drift = twin.terraform().drift();
        assertThat(Reversal.of(drift.actual(), drift.changes()))
                .hasValueSatisfying(back -> assertThat(sorted(back)).isEqualTo(sorted(drift.expected())));
    }

    private static Object sorted(Value value) {
        return switch (value) {
            case Value.MapValue map -> {
                var entries = new TreeMap<String, Object>();
                map.entries().forEach((k, v) -> entries.put(k, sorted(v)));
                yield entries;
            }
            case Value.ListValue list ->
                list.items().stream()
                        .map(item -> sorted(item).toString())
                        .sorted()
                        .toList();
            case Value other -> other.toString();
        };
    }

    /// An attribute that is not mapped has no floor and no price, and both say so.
    @Test
    void whatIsNotMappedSaysSo() {
        var attribute = TerraformTwin.subject(Differences.of(
                "aws_lb_target_group",
                "{'port': 80, 'target_failover': []}",
                "{'port': 80, 'target_failover': [{'on_unhealthy': 'rebalance'}]}"));
        var assessment = ASSESSOR.assess(attribute);
        assertThat(assessment.floor()).isEqualTo(Severity.LOW);
        assertThat(assessment.unknown()).isTrue();
        assertThat(assessment.gaps())
                .containsExactly("/target_failover/0 of aws_lb_target_group is not mapped to a property of"
                        + " AWS::ElasticLoadBalancingV2::TargetGroup: no rule was asked");
        assertThat(COSTS.delta(attribute).monthly()).isNull();
        assertThat(COSTS.delta(attribute).unpriced())
                .singleElement()
                .asString()
                .startsWith("/target_failover/0: what it adds to the bill is not priced");
    }

    /// A rule of a firewall whose condition is not mapped is not judged as if it had none.
    @Test
    void whatIsNotMappedInABlockSaysSo() {
        var acl = TerraformTwin.subject(Differences.of(
                "aws_wafv2_web_acl",
                "{'rule': [{'name': 'a', 'priority': 1, 'statement': [{'geo_match_statement': []}]}]}",
                "{'rule': []}"));
        assertThat(acl.unmapped()).extracting(Object::toString).containsExactly("/rule/0/statement");
        assertThat(acl.drift().changes()).isNotEmpty();
        assertThat(ASSESSOR.assess(acl).unknown()).isTrue();
    }

    @Test
    void aTypeThatIsNotMappedSaysSo() {
        Subject subject =
                TerraformTwin.subject(Differences.of("aws_quicksight_folder", "{'name': 'a'}", "{'name': 'b'}"));
        var assessment = ASSESSOR.assess(subject);
        assertThat(assessment.floor()).isEqualTo(Severity.LOW);
        assertThat(assessment.gaps())
                .containsExactly("aws_quicksight_folder is not mapped to an AWS type: no rule was asked");
        assertThat(COSTS.delta(subject).unpriced()).containsExactly("no cost model for aws_quicksight_folder");
    }

    /// What Terraform keeps for itself is nothing in AWS: no gap, no price.
    @Test
    void whatIsTerraformsOwnIsNothing() {
        var subject = TerraformTwin.subject(
                Differences.of("aws_db_instance", "{'skip_final_snapshot': true}", "{'skip_final_snapshot': false}"));
        assertThat(subject.unmapped()).isEmpty();
        assertThat(ASSESSOR.assess(subject).gaps()).isEmpty();
        assertThat(COSTS.delta(subject).monthly()).isEqualByComparingTo("0");
    }

    @Test
    void valuesComeBackAsAttributes() {
        var subject = TerraformTwin.subject(Differences.of(
                "aws_lb", "{'internal': true, 'idle_timeout': 60}", "{'internal': false, 'idle_timeout': 30}"));
        var scheme = dev.phantom.value.PropertyPath.of("Scheme");
        assertThat(subject.told(scheme)).hasToString("/internal");
        assertThat(subject.told(scheme, Value.string("internal"))).isEqualTo(Value.plain("true"));
        assertThat(subject.drift().changes()).hasSize(2);
        assertThat(subject.drift().status()).isEqualTo(Drift.Status.MODIFIED);
    }
}
