package dev.phantom.drift;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is known of one place in the properties of a type. A walk over a value descends in step with it:
/// `facts.root().child("Tags").items().child("Key")`. It never ends: below what the schema names, a node knows nothing
/// (`isKnown` is false) but what it inherits. Recursive definitions simply go on.
///
/// Where a schema offers alternatives (`anyOf`, `oneOf`), a node holds what all of them allow.
public final class TypeNode {

    /// The JSON types of a schema, with MAP for objects of free keys and ANY where the schema leaves it open.
    public enum Kind {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        OBJECT,
        MAP,
        ARRAY,
        ANY;

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /// `string`, `map`, …
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The schema's `insertionOrder`. UNSPECIFIED: it says nothing, which by the schema's rules means ordered and in
    /// practice often is not.
    public enum Order {
        ORDERED,
        UNORDERED,
        UNSPECIFIED
    }

    /// A list of property paths in the schema. A trait of a path holds for everything below it.
    public enum Trait {
        /// Set by AWS, never by a template.
        READ_ONLY(1 << 0, "readOnlyProperties"),
        /// Never returned by AWS.
        WRITE_ONLY(1 << 1, "writeOnlyProperties"),
        /// A change replaces the resource.
        CREATE_ONLY(1 << 2, "createOnlyProperties"),
        /// A change may replace the resource.
        CONDITIONAL_CREATE_ONLY(1 << 3, "conditionalCreateOnlyProperties"),
        DEPRECATED(1 << 4, "deprecatedProperties");

        private final int bit;
        private final String keyword;

        Trait(int bit, String keyword) {
            this.bit = bit;
            this.keyword = keyword;
        }

        /// The schema's name of the list.
        public String keyword() {
            return keyword;
        }

        /// `read-only`
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        int bit() {
            return bit;
        }
    }

    /// A place of which nothing is known, nor of anything below it.
    public static final TypeNode UNKNOWN = root(Map.of(), Marks.NONE);

    private final Map<String, Shape> definitions;
    private final Shape shape;
    private final String definition;
    private final Marks marks;
    private final int traits;

    private TypeNode(Map<String, Shape> definitions, Shape shape, String definition, Marks marks, int inherited) {
        this.definitions = definitions;
        this.shape = shape;
        this.definition = definition;
        this.marks = marks;
        this.traits = inherited | marks.own();
    }

    /// @param definitions the type's definitions; `""` is the root, and is there
    static TypeNode root(Map<String, Shape> definitions, Marks marks) {
        return step(Map.copyOf(definitions), definitions.getOrDefault("", Shape.UNKNOWN), marks, 0);
    }

    /// The property, map entry or list element of that name or index; unknown if the schema has none.
    public TypeNode child(String key) {
        return step(definitions, shape.child(key), marks.child(key), traits);
    }

    /// The elements of an array, the values of a map.
    public TypeNode items() {
        return child(Shape.ANY);
    }

    /// The node at a path below this one, which may hold indexes or `*`.
    public TypeNode at(PropertyPath path) {
        var node = this;
        for (var segment : path.segments()) {
            node = node.child(segment);
        }
        return node;
    }

    /// A definition of the same schema, without the traits of any path.
    TypeNode define(String name) {
        return step(definitions, Shape.word("#" + name), Marks.NONE, 0);
    }

    private static TypeNode step(Map<String, Shape> definitions, Shape found, Marks marks, int inherited) {
        var shape = found;
        var name = "";
        for (int left = definitions.size() + 1; !shape.reference().isEmpty(); left--) {
            name = shape.reference();
            shape = left > 0 ? definitions.getOrDefault(name, Shape.UNKNOWN) : Shape.UNKNOWN;
        }
        return new TypeNode(definitions, shape, name, marks, inherited);
    }

    /// False where the schema has no such place.
    public boolean isKnown() {
        return !shape.kinds().isEmpty();
    }

    /// Name of the schema's definition that describes this place; empty if it is described in place.
    public String definition() {
        return definition;
    }

    /// Every kind that the schema allows here: mostly one; `string` with `object` for JSON documents.
    public Set<Kind> kinds() {
        return shape.kinds();
    }

    public boolean is(Kind kind) {
        return shape.kinds().contains(kind);
    }

    public Order order() {
        return shape.order();
    }

    public boolean uniqueItems() {
        return shape.unique();
    }

    public Optional<Value> defaultValue() {
        return Optional.ofNullable(shape.standard());
    }

    /// The allowed values as text; empty if any is. `const` is an enumeration of one.
    public List<String> choices() {
        return shape.choices();
    }

    /// True where the schema compares the allowed values without regard to case.
    public boolean ignoresCase() {
        return shape.ignoresCase();
    }

    /// `date-time`, `json`, `AWS::IAM::Role.Arn`: one of these.
    public List<String> formats() {
        return shape.formats();
    }

    /// Attributes of other resources that may stand here, as `AWS::KMS::Key#/properties/Arn`.
    public List<String> relations() {
        return shape.relations();
    }

    /// Names of the properties that the schema lists.
    public SortedSet<String> properties() {
        var names = new TreeSet<>(shape.children().keySet());
        names.remove(Shape.ANY);
        return names;
    }

    public boolean hasItems() {
        return shape.children().containsKey(Shape.ANY);
    }

    public boolean requires(String property) {
        return shape.required().contains(property);
    }

    /// Properties that cannot stand beside this one: other ways to say the same.
    public List<String> alternatives(String property) {
        return shape.excludes().getOrDefault(property, List.of());
    }

    public boolean has(Trait trait) {
        return (traits & trait.bit()) != 0;
    }

    /// True if the trait holds here or somewhere below.
    public boolean hasWithin(Trait trait) {
        return ((traits | marks.within()) & trait.bit()) != 0;
    }

    /// The alternatives of this property's `propertyTransform`, JSONata each; empty if there is none.
    public List<String> transforms() {
        return marks.transforms();
    }
}
