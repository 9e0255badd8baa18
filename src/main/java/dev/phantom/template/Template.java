package dev.phantom.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A template as one file holds it.
///
/// @param file       its name as the user knows it (path in the repository); used in messages and origins
/// @param text       the file exactly as read, BOM and line ends included
/// @param document   the whole document; short forms (`!Ref`) are read into [Value.Intrinsic] with the long name
/// @param resources  by logical id, in document order
/// @param transforms names in `Transform`, in order; empty for a plain template
/// @param positions  where each node stands, by document path
public record Template(
        String file,
        String text,
        Value.MapValue document,
        Map<String, Resource> resources,
        List<String> transforms,
        Positions positions) {

    public Template {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        transforms = List.copyOf(transforms);
    }

    /// Finds the span of a node by its path in the document.
    @FunctionalInterface
    public interface Positions {
        Positions NONE = path -> Optional.empty();

        Optional<SourceSpan> span(PropertyPath documentPath);
    }

    public Optional<SourceSpan> span(PropertyPath documentPath) {
        return positions.span(documentPath);
    }
}
