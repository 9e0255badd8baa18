package dev.phantom.patch.prove;

import static dev.phantom.analysis.Opinions.SURE;
import static dev.phantom.patch.Patches.TEMPLATE;
import static dev.phantom.patch.Patches.base;
import static dev.phantom.patch.Patches.drift;
import static dev.phantom.patch.Patches.notEqual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A patch that sets one property is refused when another one moves with it, however alike the two are called.
class RediffCheckTest {

    private static final List<Decision> FIXED_TO_11 = List.of(new Decision(
            drift(notEqual("/Fixed", "10", "20")),
            new Verdict.Refactor(SURE, List.of(new Verdict.Edit(PropertyPath.parse("/Fixed"), Value.plain("11"))))));
    private static final String SET = TEMPLATE.replace("Fixed: 10", "Fixed: 11");

    @Test
    void theListedPropertyAloneMayMove() {
        assertThat(proven(SET).result()).isEqualTo(Result.PASS);
        assertThat(proven(TEMPLATE).detail()).isEqualTo("Db /Fixed does not have the listed value");
    }

    @Test
    void aNameThatBeginsAlikeIsAnotherProperty() {
        assertThat(proven(SET.replace("Fixed: 11", "Fixed: 11\n      FixedToo: 1"))
                        .detail())
                .isEqualTo("Db /FixedToo changes too");
    }

    @Test
    void aResourceThatChangesAsAWholeIsNoPropertyOfIt() {
        assertThat(proven(SET.replace("    Type: AWS::Test::Db", "    Type: AWS::Test::Db\n    DeletionPolicy: Retain"))
                        .detail())
                .isEqualTo("Db changes too");
        assertThat(proven(SET + "  D:\n    Type: AWS::Test::Db\n").detail()).isEqualTo("D changes too");
    }

    @Test
    void aDifferenceOfAnotherPropertyThatAppearsIsNew() {
        var fresh = drift(notEqual("/FixedToo", "1", "2"));
        assertThat(proven(SET, fresh).detail()).isEqualTo("Db /FixedToo NOT_EQUAL is new");
    }

    @Test
    void aDeletedResourceThatIsStillExpectedIsLeft() {
        var deleted = new Drift(
                "d-1",
                "h",
                "Db",
                "db-1",
                "AWS::Test::Db",
                Drift.Status.DELETED,
                List.<Change>of(),
                MapValue.EMPTY,
                MapValue.EMPTY);
        var decisions = List.of(new Decision(deleted, new Verdict.Legitimize(SURE)));
        var check = new RediffCheck((files, stack) -> report(deleted));
        assertThat(check.check(base(), planned(base(), TEMPLATE), decisions).detail())
                .isEqualTo("compared again: remaining [Db DELETED], new []");
    }

    private static Line proven(String patched, Drift... fresh) {
        var base = base();
        var check = new RediffCheck((files, stack) ->
                files.equals(base.files()) ? report(drift(notEqual("/Fixed", "10", "20"))) : report(fresh));
        return check.check(base, planned(base, patched), FIXED_TO_11);
    }

    private static Planned planned(PatchBase base, String patched) {
        return new Planned(
                new PatchSet("c0ffee", List.of(), List.of(), "", Map.of()),
                base.files().with("t.yaml", patched),
                List.of());
    }

    private static DriftReport report(Drift... drifts) {
        return new DriftReport(
                List.of(drifts), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of());
    }
}
