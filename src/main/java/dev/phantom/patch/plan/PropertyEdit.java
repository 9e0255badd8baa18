package dev.phantom.patch.plan;

import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.splice.Splice;
import dev.phantom.patch.Workspace;
import java.util.List;

/// One way to bring a property to a value: edits at one origin.
///
/// @param edits       the one at the origin last
/// @param where       in words: `the default of parameter DbClass`
/// @param effects what else changes; empty for an edit in place
record PropertyEdit(List<Placed> edits, Origin origin, String where, List<SideEffect> effects) {

    PropertyEdit {
        edits = List.copyOf(edits);
        effects = List.copyOf(effects);
    }

    /// What else changes, in words.
    List<String> alsoChanges() {
        return effects.stream().map(SideEffect::text).toList();
    }

    /// The files after its edits.
    Workspace applied(Workspace files) {
        Workspace edited = files;
        for (Placed placed : edits) {
            String file = placed.file();
            edited = edited.with(file, Splice.apply(file, edited.text(file), placed.edit()));
        }
        return edited;
    }
}
