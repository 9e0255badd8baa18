package dev.phantom.iac;

import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Locale;

/// Something that a definition declares under a name, by which it is found again in another version of the file.
///
/// @param node   its place in the document
/// @param values nodes in it that hold a value which goes by its name: a parameter's default
/// @param secret the format says that these values are secrets
public record Element(Id id, PropertyPath node, List<PropertyPath> values, boolean secret) {

    public enum Kind {
        RESOURCE,
        /// A value from outside.
        PARAMETER,
        /// A table of values.
        MAPPING,
        CONDITION,
        OUTPUT
    }

    /// Names are told apart by what they name.
    public record Id(Kind kind, String name) {

        /// As people call it: `Db`, `parameter DbClass`.
        public String text() {
            return kind == Kind.RESOURCE ? name : kind.name().toLowerCase(Locale.ROOT) + " " + name;
        }

        public boolean isResource() {
            return kind == Kind.RESOURCE;
        }
    }

    public Element {
        values = List.copyOf(values);
    }

    public Element(Id id, PropertyPath node) {
        this(id, node, List.of(), false);
    }
}
