package dev.phantom.patch;

import java.util.List;

/// The file changes that carry out one verdict.
///
/// @param baseCommit  the commit that the edits were made against
/// @param edits       one per file
/// @param alsoChanges in words: what else these edits move (shared parameter, other resource); may be empty
/// @param deploy      what has to happen in AWS after the merge, in words
public record PatchSet(String baseCommit, List<FileEdit> edits, List<String> alsoChanges, String deploy) {

    /// A file as it is and as it shall be; `original` is empty for a new file.
    public record FileEdit(String path, String original, String patched) {}

    public PatchSet {
        edits = List.copyOf(edits);
        alsoChanges = List.copyOf(alsoChanges);
    }
}
