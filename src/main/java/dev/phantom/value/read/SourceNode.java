package dev.phantom.value.read;

import dev.phantom.value.Intrinsics;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;

/// One node of a file as written: what the parser saw, with its place in the text. Nothing is resolved here: aliases
/// stay aliases, `!Ref` stays a tag.
public sealed interface SourceNode {

    /// Tag, anchor and content.
    Place place();

    /// Where a node stands.
    ///
    /// @param span    from the tag or anchor to the end of the content; a block collection ends with its last child
    /// @param content start of the content behind tag and anchor
    /// @param tag     `!Ref`, `tag:yaml.org,2002:str`; empty if none
    /// @param anchor  name without `&`; empty if none
    record Place(SourceSpan span, int content, String tag, String anchor) {}

    /// How a scalar is written.
    enum Form {
        PLAIN,
        SINGLE,
        DOUBLE,
        LITERAL,
        FOLDED
    }

    record ScalarNode(Place place, String text, Form form) implements SourceNode {}

    record SequenceNode(Place place, boolean flow, List<SourceNode> items) implements SourceNode {
        public SequenceNode {
            items = List.copyOf(items);
        }
    }

    record MappingNode(Place place, boolean flow, List<Entry> entries) implements SourceNode {
        public MappingNode {
            entries = List.copyOf(entries);
        }
    }

    /// `*name`; its place is that of the alias itself, the target's that of the anchored node.
    record AliasNode(Place place, String name, SourceNode target) implements SourceNode {}

    record Entry(SourceNode key, SourceNode value) {

        /// The key's text; a key that is no scalar has none.
        public Optional<String> name() {
            return key.resolved() instanceof ScalarNode s ? Optional.of(s.text()) : Optional.empty();
        }
    }

    default SourceSpan span() {
        return place().span();
    }

    /// The node itself, or what the alias stands for.
    default SourceNode resolved() {
        return this instanceof AliasNode a ? a.target().resolved() : this;
    }

    /// The long name of a short-form function (`!Sub` → `Fn::Sub`); empty for every other tag.
    default Optional<String> function() {
        return Intrinsics.longName(place().tag());
    }

    /// What the node means: functions recognised, aliases and merge keys resolved.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX for a doubled key, TEMPLATE_LIMIT for too many
    /// aliases
    default Value value(String file) {
        return NodeValues.of(file, this);
    }

    /// The node at a document path in the long form; merge keys and aliases are followed.
    default Optional<SourceNode> at(PropertyPath path) {
        return SourceWalk.find(this, path);
    }
}
