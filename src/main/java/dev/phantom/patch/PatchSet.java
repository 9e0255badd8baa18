package dev.phantom.patch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file changes that carry out one verdict.
///
/// @param baseCommit  the commit that the edits were made against
/// @param edits       one per file
/// @param alsoChanges in words: what else these edits move (shared parameter, other resource); may be empty
/// @param deploy      what has to happen in AWS after the merge, in words
/// @param pass        values of parameters, by name, that the deployment has to pass, because only a default says them
public record PatchSet(
        String baseCommit, List<FileEdit> edits, List<String> alsoChanges, String deploy, Map<String, String> pass) {

    /// A file as it is and as it shall be; `original` is empty for a new file.
    public record FileEdit(String path, String original, String patched) {}

    public PatchSet {
        edits = List.copyOf(edits);
        alsoChanges = List.copyOf(alsoChanges);
        pass = Collections.unmodifiableMap(new LinkedHashMap<>(pass));
    }

    /// The same of a stack that nobody deploys by itself: its parent passes what it is given.
    PatchSet nested() {
        return new PatchSet(baseCommit, edits, alsoChanges, deploy, Map.of());
    }
}
