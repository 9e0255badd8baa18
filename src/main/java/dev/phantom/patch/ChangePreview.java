package dev.phantom.patch;

import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import java.util.List;

/// Asks whoever deploys what a patch would do there, and changes nothing.
@FunctionalInterface
public interface ChangePreview {

    /// Nobody is asked.
    ChangePreview LOCAL = (base, plan, decisions) -> new Line(Check.CHANGE_SET, Result.SKIPPED, "the proof is local");

    /// Nobody who could be asked is there, and somebody should have been.
    ///
    /// @param why in words, and what to do
    static ChangePreview lacking(String why) {
        return (base, plan, decisions) -> new Line(Check.CHANGE_SET, Result.SKIPPED, why, true);
    }

    /// @return the line of the check `change-set`; OWED if it was to be made and could not
    Line check(PatchBase base, Planned plan, List<Decision> decisions);
}
