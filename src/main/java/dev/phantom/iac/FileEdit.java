package dev.phantom.iac;

import dev.phantom.value.PropertyPath;
import java.util.List;

/// A file after an edit.
///
/// @param text  of the whole file
/// @param nodes paths of the nodes that the edit owns, in [Format#document]
public record FileEdit(String file, String text, List<PropertyPath> nodes) {

    public FileEdit {
        nodes = List.copyOf(nodes);
    }
}
