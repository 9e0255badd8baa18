package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Recommendation.LEGITIMIZE;
import static dev.phantom.analysis.Recommendation.NEEDS_HUMAN;
import static dev.phantom.analysis.Recommendation.REVERT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.Signal;
import dev.phantom.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Protections that were lowered, and how long something is kept or lasts: for each way to decide one case and its
/// near miss.
class ProtectionFamilyTest {
    private static final String WEEK = "2026-11-28T08:30:00Z";
    private static final String LAST_DAY = "2026-11-28T02:00:00Z";

    private final RulesAnalyst analyst = RulesAnalyst.byTables(Known.EVERYWHERE);

    private Verdict judge(Cases cases) {
        return analyst.judge(cases.build());
    }

    private Recommendation answer(Cases cases) {
        return judge(cases).recommendation();
    }

    @Test
    void aProtectionIsMissedOnlyByWhatStays() {
        var db = "AWS::RDS::DBInstance";
        var off = "{'DeletionProtection':false}";
        var on = "{'DeletionProtection':true}";
        var none = new Signal.Metric.Stats(0, 0, 0, 0, 288, null);
        var some = new Signal.Metric.Stats(4, 0, 9, 12, 288, null);
        assertThat(answer(Cases.of(db, on, off).load("aws.rds.database_connections", none, none, null, 1)))
                .isEqualTo(NEEDS_HUMAN);
        assertThat(answer(Cases.of(db, on, off).load("aws.rds.database_connections", some, none, null, 1)))
                .isEqualTo(REVERT);
    }

    @Test
    void copiesThatSomethingElseKeepsReplaceBackupsWhereACommitSaysSo() {
        assertThat(answer(backups().committed("Backups by AWS Backup, plan gold")))
                .isEqualTo(LEGITIMIZE);
        assertThat(answer(backups())).isEqualTo(NEEDS_HUMAN);
        assertThat(answer(shorter().committed("Backups by AWS Backup, plan gold")))
                .isEqualTo(REVERT);
    }

    private static Cases shorter() {
        return Cases.of("AWS::RDS::DBInstance", "{'BackupRetentionPeriod':14}", "{'BackupRetentionPeriod':1}")
                .until(WEEK);
    }

    private static Cases backups() {
        var cases = shorter();
        for (var day : List.of("26", "27", "28")) {
            cases.notice("2026-11-" + day + "T02:00:00Z", "AWS Backup job completed");
        }
        return cases;
    }

    @Test
    void aRoleWhoseSessionsLastIsNotCutShort() {
        var role = "AWS::IAM::Role";
        var cases = Cases.of(role, "{'MaxSessionDuration':3600}", "{'MaxSessionDuration':43200}")
                .until(WEEK);
        assertThat(answer(cases)).isEqualTo(REVERT);
        assertThat(answer(cases.called("loader", "sts:AssumeRole", LAST_DAY))).isEqualTo(NEEDS_HUMAN);
    }

    private static Cases sessions() {
        return Cases.of("AWS::IAM::Role", "{'MaxSessionDuration':3600}", "{'MaxSessionDuration':43200}")
                .until(WEEK);
    }

    private static Cases logs() {
        return Cases.of("AWS::Logs::LogGroup", "{'RetentionInDays':7}", "{'RetentionInDays':365}")
                .until(WEEK);
    }

    @Test
    void aLimitInTimeIsHeldAgainstTheLongestThatWasAskedFor() {
        var call = "sts:AssumeRole";
        assertThat(answer(sessions().calledBefore("loader", call).asking("loader", call, LAST_DAY, 3_600)))
                .isEqualTo(REVERT);
        assertThat(answer(sessions().calledBefore("loader", call).asking("loader", call, LAST_DAY, 28_800)))
                .isEqualTo(LEGITIMIZE);
        assertThat(answer(sessions().asking("mira", call, LAST_DAY, 28_800)))
                .as("nobody knows who that is")
                .isEqualTo(NEEDS_HUMAN);
        var query = "logs:StartQuery";
        assertThat(((Verdict.Refactor) judge(logs().asking("oncall", query, LAST_DAY, 26 * 86_400)))
                        .edits()
                        .getFirst()
                        .value())
                .isEqualTo(Value.plain("30"));
        assertThat(answer(logs().asking("oncall", query, LAST_DAY, 2 * 86_400)))
                .as("what is deleted does not come back")
                .isEqualTo(LEGITIMIZE);
        assertThat(answer(logs().asking("disputes", query, LAST_DAY, 340 * 86_400)))
                .isEqualTo(LEGITIMIZE);
    }

    @Test
    void aStandbyThatIsGoneComesBack() {
        assertThat(answer(Cases.of("AWS::RDS::DBInstance", "{'MultiAZ':true}", "{'MultiAZ':false}")))
                .isEqualTo(REVERT);
    }

    @Test
    void aCommitOfBackupsDoesNotSayThatSomethingElseKeepsThem() {
        assertThat(answer(backups().committed("Raise backup retention to 14 days")))
                .isEqualTo(NEEDS_HUMAN);
    }
}
