package dev.phantom.drift;

import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What AWS's resource schema says of one type. Paths are below `Properties`; `*` stands for list
/// elements and map keys.
///
/// @param type                  `AWS::EC2::Subnet`
/// @param provenance            where these facts come from
/// @param primaryIdentifier     in the order in which Cloud Control joins them; empty if the schema names none
/// @param additionalIdentifiers other sets of properties that identify the resource
/// @param traits                the path lists as the schema gives them; ask by path with `has`
/// @param handlers              the operations AWS offers, each with the IAM actions of it that change something
/// @param transforms            `propertyTransform` by path: alternatives, JSONata each, of what AWS makes of a value
/// @param tagging               what the type does with tags
/// @param replacementStrategy   `create_then_delete`, `delete_then_create`, or empty
/// @param lifecycle             `sunset 2026-05-20` where AWS retires the type, or empty
/// @param root                  the properties, to be walked in step with a value
public record TypeFacts(
        String type,
        Provenance provenance,
        List<PropertyPath> primaryIdentifier,
        List<List<PropertyPath>> additionalIdentifiers,
        Map<Trait, List<PropertyPath>> traits,
        Map<Handler, SortedSet<String>> handlers,
        Map<PropertyPath, List<String>> transforms,
        Tagging tagging,
        String replacementStrategy,
        String lifecycle,
        TypeNode root) {

    /// What AWS can do with a type.
    public enum Handler {
        CREATE,
        READ,
        UPDATE,
        DELETE,
        LIST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where the facts of a type come from.
    ///
    /// @param source package and version: `cfn-lint 1.58.0`
    /// @param date   of the schemas in it
    /// @param region whose version of the schema it is; `sam` for SAM's own types
    public record Provenance(String source, LocalDate date, String region) {}

    /// What a type does with tags.
    ///
    /// @param property         that holds the tags; empty if the schema names none
    /// @param propagatesSystem whether `aws:cloudformation:` tags reach the resource
    public record Tagging(
            boolean taggable, String property, boolean onCreate, boolean updatable, boolean propagatesSystem) {}

    public TypeFacts {
        primaryIdentifier = List.copyOf(primaryIdentifier);
        additionalIdentifiers = additionalIdentifiers.stream().map(List::copyOf).toList();
        traits = Collections.unmodifiableMap(new TreeMap<>(traits));
        var actions = new TreeMap<Handler, SortedSet<String>>();
        handlers.forEach((handler, own) -> actions.put(handler, Collections.unmodifiableSortedSet(new TreeSet<>(own))));
        handlers = Collections.unmodifiableMap(actions);
        transforms = Collections.unmodifiableMap(new TreeMap<>(transforms));
    }

    public TypeNode at(PropertyPath path) {
        return root.at(path);
    }

    public boolean has(Trait trait, PropertyPath path) {
        return at(path).has(trait);
    }

    public boolean isReadOnly(PropertyPath path) {
        return has(Trait.READ_ONLY, path);
    }

    public boolean isWriteOnly(PropertyPath path) {
        return has(Trait.WRITE_ONLY, path);
    }

    public boolean isCreateOnly(PropertyPath path) {
        return has(Trait.CREATE_ONLY, path);
    }

    public Optional<Value> defaultAt(PropertyPath path) {
        return at(path).defaultValue();
    }

    public List<String> choicesAt(PropertyPath path) {
        return at(path).choices();
    }

    /// Without one neither the IaC Generator nor Cloud Control can read the resource.
    public boolean hasReadHandler() {
        return handlers.containsKey(Handler.READ);
    }

    public boolean has(Handler handler) {
        return handlers.containsKey(handler);
    }

    /// IAM actions (`ec2:CreateTags`) that create, update or delete may use to change something. CloudTrail mostly
    /// names its events like them.
    public SortedSet<String> mutatingActions() {
        var actions = new TreeSet<String>();
        handlers.values().forEach(actions::addAll);
        return actions;
    }

    /// A definition of the schema by name: its shape wherever it is used.
    public TypeNode definition(String name) {
        return name.isEmpty() ? root : root.define(name);
    }

    /// Where in the schema a place is described, references followed: `/definitions/Tag/properties/Key`; empty for
    /// the root.
    public String pointer(PropertyPath path) {
        var pointer = "";
        var node = root;
        for (var segment : path.segments()) {
            var next = node.child(segment);
            if (!next.definition().isEmpty()) {
                pointer = "/definitions/" + next.definition();
            } else if (node.properties().contains(segment)) {
                pointer += "/properties/" + segment;
            } else {
                pointer += node.is(Kind.ARRAY) ? "/items" : "/patternProperties";
            }
            node = next;
        }
        return pointer;
    }

    /// The source of a fact as people read it: `cfn-lint 1.58.0 · AWS::EC2::Subnet#/writeOnlyProperties`.
    public String source(String pointer) {
        return provenance.source() + " · " + type + "#" + pointer;
    }
}
