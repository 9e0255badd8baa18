package dev.phantom.patch.plan;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Edits;
import dev.phantom.iac.Edits.Candidate;
import dev.phantom.iac.Edits.Way;
import dev.phantom.iac.FileEdit;
import dev.phantom.patch.Effects;
import dev.phantom.patch.Effects.Effect;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.Minimal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Chooses the edit of least surprise for one step: one that moves this property of this stack and nothing else.
///
/// @param declared what the files declare for this stack
/// @param edits    of those files
record Choice(PatchBase base, Workspace files, Declaration declared, Edits edits, String logicalId) {

    /// @throws PhantomException PATCH_MOVES_OTHERS naming who would move; else why no edit was possible
    Candidate of(Step step) {
        PhantomException first = null;
        for (Way way : Way.values()) {
            try {
                Optional<Candidate> candidate = edits.property(logicalId, step.path(), step.intent(), way);
                if (candidate.isPresent()) {
                    List<String> moved = moved(candidate.get(), step);
                    if (moved.isEmpty()) {
                        return candidate.get();
                    }
                    throw new PhantomException(
                            Code.PATCH_MOVES_OTHERS,
                            "an edit of " + candidate.get().where() + " would also change "
                                    + String.join(", ", moved.subList(0, Math.min(5, moved.size()))));
                }
            } catch (PhantomException e) {
                first = first == null ? e : first;
            }
        }
        throw first != null ? first : new PhantomException(Code.PATCH_REFUSED, "no edit was found for " + step.path());
    }

    /// What else the candidate would move, by name.
    private List<String> moved(Candidate candidate, Step step) {
        Workspace after = applied(candidate, files);
        List<String> moved = new ArrayList<>();
        for (Effect effect : Effects.between(declared, after.evaluate(base.own()))) {
            boolean owned = effect.owner().equals(logicalId)
                    && (effect.property().startsWith(step.path()) || step.path().startsWith(effect.property()))
                    && !effect.property().isRoot();
            if (!owned) {
                moved.add(effect.toString());
            }
        }
        // what cannot be evaluated here could move unseen
        moved.addAll(candidate.readers());
        for (StackView other : base.others()) {
            for (Effect effect : Effects.between(files.evaluate(other), after.evaluate(other))) {
                moved.add("stack " + other.name() + " (" + effect + ")");
            }
        }
        return moved;
    }

    /// The files after its edits.
    static Workspace applied(Candidate candidate, Workspace files) {
        Workspace edited = files;
        for (FileEdit edit : candidate.edits()) {
            edited = edited.with(edit.file(), edit.text());
        }
        return edited;
    }
}
