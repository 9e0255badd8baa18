package dev.phantom.iac;

import dev.phantom.fault.Diagnostic;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a file says, as one format read it: read once, declared in as many contexts as there are stacks.
///
/// Whoever holds one never asks which format it is of; what differs between formats is behind these methods.
public interface Definition {

    /// What read it, for other versions of the same file and for the files beside it.
    Format format();

    /// Name of the file as the user knows it (path in the repository); used in messages and origins.
    String file();

    /// The file exactly as read, byte order mark and line ends included.
    String text();

    /// Every file that it was read from, by path.
    default Map<String, String> texts() {
        return Map.of(file(), text());
    }

    /// A resource as written, also where its address is one of many that the same text stands for.
    default Optional<Resource> resource(String address) {
        return Optional.ofNullable(resources().get(address));
    }

    /// How the file is written, for messages: `yaml`, `json`.
    String notation();

    /// The whole of what it says, see [Format#document].
    MapValue document();

    /// As written, by address (CloudFormation: the logical id), in document order.
    Map<String, Resource> resources();

    /// By name, in document order.
    Map<String, Input> inputs();

    /// What it declares, in document order: resources, and what decides their values.
    List<Element> elements();

    /// The element that an address belongs to; one of many resources goes by that of all.
    default Element.Id element(String address) {
        return new Element.Id(Element.Kind.RESOURCE, address);
    }

    /// A place in the document of one file.
    record FilePlace(String file, PropertyPath node) {}

    /// Which file a place in [#document] is of: where there are many, each is an entry of the document under its path.
    default FilePlace placed(PropertyPath node) {
        return texts().containsKey(file()) || node.isRoot()
                ? new FilePlace(file(), node)
                : new FilePlace(
                        node.segments().getFirst(),
                        new PropertyPath(
                                node.segments().subList(1, node.segments().size())));
    }

    /// What a part of it refers to by name, as far as it declares that.
    ///
    /// @param node a place in its document: an element, or a property in one
    Set<Element.Id> references(PropertyPath node);

    /// Why its resources are not what will be made of it; empty if it can be declared.
    Optional<Diagnostic> unsupported();

    /// What it says of a program that wrote it.
    Synthesis synthesis();

    /// Where a property is written in the resource itself, whatever it refers to; a literal's origin.
    Optional<Origin> place(String address, PropertyPath property);

    /// Where a resource is written.
    Optional<Origin> place(String address);

    /// The resources that exist in a context. Never fails: what cannot be worked out is [Value.Unknown] with its
    /// reason.
    Declaration declare(EvaluationContext context);

    /// The edits of the files that declare it.
    ///
    /// @param declared what this definition declares with those files
    Edits edits(Declaration declared, SourceFiles files);
}
