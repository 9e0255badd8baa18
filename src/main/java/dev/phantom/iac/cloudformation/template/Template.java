package dev.phantom.iac.cloudformation.template;

import dev.phantom.fault.Diagnostic;
import dev.phantom.iac.Resource;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
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

    /// Where a node stands. Document paths are written in the long form, whatever the file says:
    /// `/Resources/Web/Properties/Name/Fn::Sub` is the argument of `Name: !Sub …` too.
    public Optional<SourceSpan> span(PropertyPath documentPath) {
        return positions.span(documentPath);
    }

    /// A section such as `Parameters`; empty if there is none or it is not a map.
    public Value.MapValue section(String name) {
        return document.get(name) instanceof Value.MapValue map ? map : Value.MapValue.EMPTY;
    }

    /// Why the resources of this template are not what CloudFormation will make of it: SAM and other macros,
    /// `Fn::ForEach`, includes. Compare the processed template instead. Empty for a template that can be evaluated
    /// here.
    public Optional<Diagnostic> unsupported() {
        return UnsupportedFeatures.find(this);
    }
}
