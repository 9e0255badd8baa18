package dev.phantom.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.run.JudgedDrift;
import dev.phantom.stack.Write;
import dev.phantom.value.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The morning's one line of a drift, in the words that report, terminal and messages share.
class MorningTest {

    private static JudgedDrift drift(String logicalId) throws IOException {
        return Nights.demo().reports().getFirst().drifts().stream()
                .filter(d -> d.drift().logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    private static String line(String logicalId) throws IOException {
        return Morning.of(drift(logicalId)).line();
    }

    @Test
    void whatWasWrongSaysWhatAndWhoAndWhatItCosts() throws IOException {
        assertThat(line("Db"))
                .matches("role/OnCall changed Db /DBInstanceClass from db\\.r5\\.large to db\\.r5\\.4xlarge"
                        + " at \\d{4}-\\d\\d-\\d\\d 03:04Z; \\+2,452\\.80 USD/month\\. Wrong: revert it\\.");
        assertThat(line("WebGroup"))
                .contains("added WebGroup /SecurityGroupIngress/2 at", "; port 22/tcp (SSH) is open to the world")
                .endsWith(". Wrong: revert it.")
                .doesNotContain("USD");
    }

    @Test
    void whatWasRightPartlyRightOrNotClearIsSaidInWords() throws IOException {
        assertThat(line("WebTier")).contains("from 6 to 10").endsWith("Right: keep it.");
        assertThat(line("Batch")).endsWith("Partly right: set /InstanceType to m5.xlarge instead.");
        assertThat(line("Notifier")).endsWith("Not clear: a person must decide.");
    }

    @Test
    void severalPropertiesAreCounted() throws IOException {
        assertThat(line("Receipts")).contains("from true to false and 1 more property at ");
    }

    @Test
    void withoutAVerdictNothingIsSaidToBeRight() throws IOException {
        var db = drift("Db");
        var compared = new JudgedDrift(db.drift(), true, db.assessment(), db.cost(), db.evidence(), null, null, "");
        assertThat(Morning.of(compared).line()).endsWith("USD/month. Not judged.");
    }

    @Test
    void anUnknownActorAndASpanOfTimeAreSaidAsSuch() throws IOException {
        var when = new Occurred(
                Instant.parse("2026-11-28T08:00:00Z"),
                Instant.parse("2026-11-27T08:00:00Z"),
                Occurred.Precision.BRACKETED,
                "",
                Write.Via.UNKNOWN,
                "",
                "");
        assertThat(Morning.of(occurring("Db", when)).line())
                .startsWith("an unknown actor changed Db")
                .contains(" between 2026-11-27 08:00Z and 2026-11-28 08:00Z; ");
    }

    @Test
    void aDeletedResourceIsDeleted() throws IOException {
        var gone = drift("Db").drift();
        var deleted = new Drift(
                gone.driftId(),
                gone.contentHash(),
                "Db",
                gone.physicalId(),
                gone.type(),
                Drift.Status.DELETED,
                List.of(),
                Value.MapValue.EMPTY,
                Value.MapValue.EMPTY);
        assertThat(Morning.of(drift("Db").of(deleted)).line()).startsWith("an unknown actor deleted Db");
    }

    @Test
    void nothingFromOutsideActsInIt() throws IOException {
        var when = new Occurred(
                null, null, Occurred.Precision.EXACT, "role/\u202eadmin\u001b[2J", Write.Via.CONSOLE, "", "");
        assertThat(Morning.of(occurring("Db", when)).line())
                .contains("role/\\u202eadmin\\u001b[2J")
                .hasLineCount(1);
    }

    private static JudgedDrift occurring(String logicalId, Occurred when) throws IOException {
        var judged = drift(logicalId);
        List<Change> changes = judged.drift().changes().stream()
                .map(c -> c.with(c.circumstances().occurred(when)))
                .toList();
        return judged.of(judged.drift().with(changes));
    }
}
