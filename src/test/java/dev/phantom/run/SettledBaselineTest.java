package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Occurred;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// What runs learn of undeclared values while their resource drifts, is deployed, or is hidden by a rule.
class SettledBaselineTest extends LastingStack {

    private static final int DAY = 86_400;
    private static final String CLASS = "'DBInstanceClass':'db.m5.large',";

    private void classed(String more) {
        live.put("Db", "{'Engine':'postgres'," + CLASS + more + "}");
    }

    private static void backupIs(String value, StackReport report) {
        assertThat(report.drifts())
                .flatExtracting(d -> d.drift().changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.path().toString()).isEqualTo("/BackupRetentionPeriod");
                    assertThat(change.actualValue().map(Value::toString).orElse(""))
                            .contains(value);
                });
    }

    /// A deployment touched the resource while its class differed: the old baseline does not come back when the class
    /// does, and who made it public is still known.
    @Test
    void aBaselineThatADeploymentMovedStaysMoved() {
        run(THURSDAY);
        classed("'PubliclyAccessible':false");
        run(FRIDAY);
        deployed.put("Db", FRIDAY.plusSeconds(3600));
        run(FRIDAY.plusSeconds(7200));
        classed("'PubliclyAccessible':true");
        write(
                FRIDAY.plusSeconds(10_800),
                "ModifyDBInstance",
                "db",
                "{'dBInstanceIdentifier':'db','publiclyAccessible':true}");
        var piece = new ArrayList<String>();
        for (int day = 0; day < 4; day++) {
            if (day > 0) {
                db("'PubliclyAccessible':true");
            }
            var report = run(SATURDAY.plusSeconds(day * DAY));
            var made = report.drifts().stream()
                    .map(d -> d.drift())
                    .filter(d -> d.changes().getFirst().path().toString().equals("/PubliclyAccessible"))
                    .toList();
            assertThat(made).singleElement().satisfies(d -> {
                assertThat(d.changes().getFirst().circumstances().occurred().precision())
                        .isEqualTo(Occurred.Precision.EXACT);
                piece.add(d.contentHash());
            });
        }
        assertThat(piece.stream().distinct()).hasSize(1);
    }

    /// The rule hides a value that no template sets, and a deployment takes the baseline away that told it.
    @Test
    void whatARuleHidesForATimeIsNoBaselineAfterADeploymentEither() {
        db("'BackupRetentionPeriod':7");
        run(THURSDAY);
        db("'BackupRetentionPeriod':3");
        rules = "{resource: Db, path: /BackupRetentionPeriod, reason: moving, until: 2026-11-22}";
        assertThat(run(FRIDAY).comparison().ignored()).hasSize(1);
        deployed.put("Db", FRIDAY.plusSeconds(3600));
        assertThat(run(SATURDAY).comparison().ignored()).hasSize(1);

        backupIs("3", run(SATURDAY.plusSeconds(2 * DAY)));
        db("'BackupRetentionPeriod':7");
        assertThat(run(SATURDAY.plusSeconds(3 * DAY)).drifts()).isEmpty();
    }

    private void backup(Instant at, int days) {
        write(at, "ModifyDBInstance", "db", "{'dBInstanceIdentifier':'db','backupRetentionPeriod':" + days + "}");
    }

    /// Drift that only a write told changed once more, and nothing says how: that value is nobody's baseline.
    @Test
    void whatADriftGaveWayToIsNoBaselineAtOnce() {
        db("'BackupRetentionPeriod':3");
        backup(NIGHT, 3);
        backupIs("3", run(FRIDAY));
        db("'BackupRetentionPeriod':14");
        run(SATURDAY);
        db("'BackupRetentionPeriod':7");
        backup(FRIDAY.plusSeconds(3600), 14);
        assertThat(run(SATURDAY.plusSeconds(DAY)).drifts()).isEmpty();
    }

    @Test
    void whoChangedADriftOnceMoreIsFoundWhenTheEventIsLate() {
        db("'BackupRetentionPeriod':3");
        backup(NIGHT, 3);
        run(FRIDAY);
        db("'BackupRetentionPeriod':14");
        run(SATURDAY);
        backup(FRIDAY.plusSeconds(3600), 14);
        var sunday = run(SATURDAY.plusSeconds(DAY));
        backupIs("14", sunday);
        assertThat(occurred(sunday).at()).isEqualTo(FRIDAY.plusSeconds(3600));
    }
}
