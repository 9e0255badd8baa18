package dev.phantom.iac.cloudformation.edit;

import dev.phantom.iac.Edits;
import dev.phantom.iac.FileEdit;
import dev.phantom.iac.Origin;
import dev.phantom.iac.SourceFiles;
import dev.phantom.iac.cloudformation.splice.Splice;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One way to bring a property to a value: edits at one origin.
///
/// @param edits   the one at the origin last
/// @param where   in words: `the default of parameter DbClass`
/// @param readers in words: what else reads what is edited; empty for an edit in place
/// @param notes   in words: what else the edits do
record PropertyEdit(List<Placed> edits, Origin origin, String where, List<String> readers, List<String> notes) {

    PropertyEdit {
        edits = List.copyOf(edits);
        readers = List.copyOf(readers);
        notes = List.copyOf(notes);
    }

    /// With the texts of the files as they become.
    ///
    /// @throws dev.phantom.fault.PhantomException PATCH_REFUSED, PATCH_NO_SUCH_PATH, or why a file cannot be read
    Edits.Candidate applied(SourceFiles files) {
        Map<String, FileEdit> edited = new LinkedHashMap<>();
        for (Placed placed : edits) {
            String file = placed.file();
            FileEdit before = edited.getOrDefault(file, new FileEdit(file, files.text(file), List.of()));
            List<PropertyPath> nodes = new ArrayList<>(before.nodes());
            nodes.add(placed.edit().path());
            edited.put(file, new FileEdit(file, Splice.apply(file, before.text(), placed.edit()), nodes));
        }
        return new Edits.Candidate(List.copyOf(edited.values()), origin, where, readers, notes);
    }
}
