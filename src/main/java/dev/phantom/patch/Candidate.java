package dev.phantom.patch;

import dev.phantom.patch.splice.Edit;
import dev.phantom.template.Origin;
import java.util.List;

/// One way to bring a property to a value: edits of one file, at one origin.
///
/// @param where       in words: `the default of parameter DbClass`
/// @param alsoChanges in words: what else reads what is edited; empty for an edit in place
record Candidate(String file, List<Edit> edits, Origin origin, String where, List<String> alsoChanges) {

    Candidate {
        edits = List.copyOf(edits);
        alsoChanges = List.copyOf(alsoChanges);
    }
}
