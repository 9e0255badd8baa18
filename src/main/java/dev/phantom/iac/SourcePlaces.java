package dev.phantom.iac;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import java.util.Optional;

/// Where the nodes of a file stand in its text. Paths are those of [Format#document]; empty where there is no such
/// node.
public interface SourcePlaces {

    /// The node alone.
    Optional<SourceSpan> node(PropertyPath path);

    /// What a person would read of it: whole lines with the name that it goes by, and the comments that belong to it,
    /// which stand directly above, beside it or below its content. Where a line holds more than the node, only the node
    /// and its name.
    Optional<SourceSpan> passage(PropertyPath path);
}
