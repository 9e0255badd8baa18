package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The night of the payments stack, drift by drift.
class RulesAnalystTest {
    private static final String DB = "AWS::RDS::DBInstance";
    private static final String LARGE =
            "{'DBInstanceClass':'db.r5.large','Engine':'mysql','MultiAZ':true,'AllocatedStorage':100}";
    private static final String HUGE = LARGE.replace("large", "4xlarge");
    private static final String GROUP = "AWS::AutoScaling::AutoScalingGroup";

    private final RulesAnalyst analyst = new RulesAnalyst(Known.EVERYWHERE);

    private Verdict judge(Cases cases) {
        return analyst.judge(cases.build());
    }

    @Test
    void aDatabaseScaledUpWhileARollbackWasTheCureGoesBack() {
        var verdict = judge(Cases.of(DB, LARGE, HUGE)
                .rolledBack()
                .write()
                .load(stats(22, 38, 61), stats(70, 88, 92), stats(3, 4, 6)));
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(verdict.opinion().confidence().level()).isEqualTo(Level.HIGH);
        assertThat(verdict.opinion().evidence()).contains("E-01", "E-02", "E-03", "E-04", "E-05");
        assertThat(verdict.opinion().against()).containsExactly("E-05");
        assertThat(verdict.opinion().reasoning())
                .contains("32 % at the 95th percentile", "on db.r5.large", "(E-05)", "ended with a release (E-03)");
        assertThat(verdict.opinion().severity()).isEqualTo(dev.phantom.severity.Severity.MEDIUM);
    }

    @Test
    void instancesThatAreStillNeededStay() {
        var verdict = judge(Cases.of(
                        GROUP,
                        "{'MinSize':2,'MaxSize':6,'DesiredCapacity':2}",
                        "{'MinSize':4,'MaxSize':10,'DesiredCapacity':4}")
                .with(Cases.alert("2026-11-21T02:52:00Z", "2026-11-21T03:20:00Z"))
                .write()
                .load(stats(40, 55, 60), stats(70, 88, 92), stats(52, 61, 70)));
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.LEGITIMIZE);
        assertThat(verdict.opinion().confidence().level()).isEqualTo(Level.MEDIUM);
        assertThat(verdict.opinion().reasoning()).contains("the load asks for it", "122 %");
        assertThat(verdict.opinion().reviewAt()).isNotNull();
    }

    /// How much there may be is not how much there is.
    @Test
    void aLimitIsMeasuredByWhatIsInService() {
        var raised = "{'MaxSize':10}";
        var night = Cases.of(GROUP, "{'MaxSize':6}", raised)
                .with(Cases.alert("2026-11-21T02:52:00Z", "2026-11-21T03:20:00Z"))
                .until("2026-11-24T08:30:00Z")
                .load(stats(40, 55, 60), stats(70, 88, 92), stats(52, 60, 70));
        var group = "aws.autoscaling.group_in_service_instances";
        var used = judge(night.count(group, stats(9, 9, 9)));
        assertThat(used.recommendation()).isEqualTo(Recommendation.LEGITIMIZE);
        assertThat(used.opinion().reasoning()).contains("group_in_service_instances would be 150 %");

        var unused = judge(Cases.of(GROUP, "{'MaxSize':6}", raised)
                .until("2026-11-24T08:30:00Z")
                .load(stats(40, 55, 60), null, stats(52, 60, 70))
                .count(group, stats(4, 5, 5)));
        assertThat(unused.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(unused.opinion().reasoning()).contains("group_in_service_instances would be 83 %");

        var uncounted =
                judge(Cases.of(GROUP, "{'MaxSize':6}", raised).load(stats(40, 55, 60), null, stats(52, 60, 70)));
        assertThat(uncounted.recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
    }

    /// What is called like a size is one only where the facts of the type say so.
    @Test
    void aLimitOfAnUploadIsNoCapacity() {
        var verdict = judge(Cases.of("AWS::AmplifyUIBuilder::Form", "{'MaxSize':6}", "{'MaxSize':10}")
                .until("2026-11-24T08:30:00Z")
                .load(stats(40, 55, 60), null, stats(52, 60, 70)));
        assertThat(verdict.opinion().reasoning()).doesNotContain("MaxSize went from", "in service");
    }

    /// A deployment is no trouble.
    @Test
    void whatIsCitedAsTroubleIsTrouble() {
        var deployed = judge(Cases.of("AWS::SQS::Queue", "{'DelaySeconds':30}", "{'DelaySeconds':300}")
                .deployed());
        assertThat(deployed.opinion().reasoning())
                .contains("Nothing observed around the change shows whether it should stay.")
                .doesNotContain("E-01");
    }

    @Test
    void theRollbackOfTheSameNightDoesNotTakeNeededInstancesAway() {
        var verdict = judge(Cases.of(GROUP, "{'MinSize':2,'DesiredCapacity':2}", "{'MinSize':4,'DesiredCapacity':4}")
                .rolledBack()
                .load(stats(40, 55, 60), stats(70, 88, 92), stats(52, 61, 70)));
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.LEGITIMIZE);
    }

    @Test
    void tooManyInstancesBecomeAsManyAsAreNeeded() {
        var verdict = judge(Cases.of(
                        GROUP,
                        "{'MinSize':2,'MaxSize':6,'DesiredCapacity':2}",
                        "{'MinSize':10,'MaxSize':10,'DesiredCapacity':10}")
                .with(Cases.alert("2026-11-21T02:52:00Z", "2026-11-21T03:20:00Z"))
                .load(stats(40, 60, 66), stats(60, 80, 92), stats(14, 17, 22)));
        assertThat(verdict).isInstanceOf(Verdict.Refactor.class);
        var edits = ((Verdict.Refactor) verdict).edits();
        assertThat(edits)
                .extracting(e -> e.path() + "=" + ((Value.Scalar) e.value()).text())
                .containsExactly("/DesiredCapacity=3", "/MinSize=3");
        assertThat(verdict.opinion().reasoning()).contains("would run at 57 %");
    }

    @Test
    void aDatabaseThatNeedsSomeMoreGetsTheNextSize() {
        var verdict = judge(Cases.of(DB, LARGE, HUGE)
                .with(Cases.alert("2026-11-21T02:52:00Z", "2026-11-21T03:20:00Z"))
                .load(stats(60, 82, 95), stats(20, 25, 30), stats(10, 12, 18)));
        assertThat(verdict).isInstanceOf(Verdict.Refactor.class);
        assertThat(((Verdict.Refactor) verdict).edits())
                .containsExactly(new Verdict.Edit(
                        dev.phantom.value.PropertyPath.of("DBInstanceClass"), Value.string("db.r5.xlarge")));
    }

    @Test
    void whatOpensOrUnprotectsGoesBack() {
        var ssh = judge(Cases.of(
                        "AWS::EC2::SecurityGroup",
                        "{'SecurityGroupIngress':[]}",
                        "{'SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'0.0.0.0/0'}]}")
                .rolledBack()
                .gap("logs: denied (needs logs_read_data)"));
        assertThat(ssh.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(ssh.opinion().confidence().level()).isEqualTo(Level.HIGH);
        assertThat(ssh.opinion().severity()).isEqualTo(dev.phantom.severity.Severity.CRITICAL);
        assertThat(ssh.opinion().gaps()).containsExactly("logs: denied (needs logs_read_data)");
        var protection = judge(Cases.of(DB, "{'DeletionProtection':true}", "{'DeletionProtection':false}"));
        assertThat(protection.recommendation()).isEqualTo(Recommendation.REVERT);
        var on = judge(Cases.of(DB, "{'DeletionProtection':false}", "{'DeletionProtection':true}"));
        assertThat(on.recommendation()).isEqualTo(Recommendation.LEGITIMIZE);
    }

    @Test
    void aTagIsNotKeptForWhatItSays() {
        var verdict = judge(Cases.of(DB, "{'Tags':[]}", "{'Tags':[{'Key':'cost-centre','Value':'42'}]}")
                .write());
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(verdict.opinion().confidence().level()).isEqualTo(Level.LOW);
        assertThat(verdict.opinion().evidence()).containsExactly("E-01");
    }

    @Test
    void withoutEvidenceAPersonDecides() {
        assertThat(judge(Cases.of("AWS::SQS::Queue", "{'VisibilityTimeout':30}", "{'VisibilityTimeout':300}"))
                        .recommendation())
                .isEqualTo(Recommendation.NEEDS_HUMAN);
        assertThat(judge(Cases.of(DB, LARGE, HUGE).rolledBack()).recommendation())
                .as("a rollback ended the trouble, and nothing that was measured needs the size")
                .isEqualTo(Recommendation.REVERT);
        var thin = judge(Cases.of(DB, LARGE, HUGE).rolledBack().load("cpu", stats(1, 2, 3), null, stats(1, 2, 3), 0.4));
        assertThat(thin.recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
        assertThat(thin.opinion().gaps()).anySatisfy(g -> assertThat(g).contains("80 %"));
    }

    @Test
    void aFewHoursAreTooEarlyToTakeCapacityBack() {
        var early = Cases.of(DB, LARGE, HUGE).load(stats(20, 30, 40), null, stats(3, 4, 6));
        assertThat(judge(early).recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
        assertThat(judge(early.until("2026-11-24T08:30:00Z")).recommendation()).isEqualTo(Recommendation.REVERT);
    }

    @Test
    void gapsAndAnUnknownMomentCapTheConfidence() {
        var known = Cases.of(DB, LARGE, HUGE).rolledBack().load(stats(22, 38, 61), null, stats(3, 4, 6));
        assertThat(judge(known).opinion().confidence().level()).isEqualTo(Level.HIGH);
        assertThat(judge(known.gap("incidents: denied")).opinion().confidence().level())
                .isEqualTo(Level.MEDIUM);
        var file = known.build();
        var unread = file.background().written(List.of(), List.of(), List.of(), List.of("history: not read"));
        var lacking = new CaseFile(
                file.stack(),
                file.drift(),
                file.coverage(),
                file.assessment(),
                file.cost(),
                file.window(),
                file.evidence(),
                unread,
                file.candidates());
        assertThat(analyst.judge(lacking).opinion().confidence().level()).isEqualTo(Level.MEDIUM);
        assertThat(analyst.judge(lacking).opinion().gaps()).contains("history: not read");
        var unknown = Cases.unattributed(DB, LARGE, HUGE).rolledBack().load(stats(22, 38, 61), null, stats(3, 4, 6));
        assertThat(judge(unknown).opinion().confidence().level()).isEqualTo(Level.MEDIUM);
    }
}
