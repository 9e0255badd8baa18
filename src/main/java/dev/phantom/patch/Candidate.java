package dev.phantom.patch;

import dev.phantom.template.Origin;
import java.util.List;

/// One way to bring a property to a value: edits at one origin.
///
/// @param edits       the one at the origin last
/// @param where       in words: `the default of parameter DbClass`
/// @param alsoChanges in words: what else reads what is edited; empty for an edit in place
record Candidate(List<Placed> edits, Origin origin, String where, List<String> alsoChanges) {

    Candidate {
        edits = List.copyOf(edits);
        alsoChanges = List.copyOf(alsoChanges);
    }
}
