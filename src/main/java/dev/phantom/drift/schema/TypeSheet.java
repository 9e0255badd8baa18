package dev.phantom.drift.schema;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeFacts.Handler;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;

/// The facts of one type, laid out for reading.
///
/// @param facts    of the type as a whole
/// @param sections its properties, then each definition of its schema, once
public record TypeSheet(List<Fact> facts, List<SheetSection> sections) {

    /// @param name    `never returned`
    /// @param values  one or more
    /// @param pointer its place in the schema: `/writeOnlyProperties`
    public record Fact(String name, List<String> values, String pointer) {
        public Fact {
            values = List.copyOf(values);
        }
    }

    public TypeSheet {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    public static TypeSheet of(TypeFacts type) {
        return new TypeSheet(facts(type), SheetSection.all(type));
    }

    private static List<Fact> facts(TypeFacts type) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("identified by", identifier(type.primaryIdentifier()), "/primaryIdentifier"));
        if (!type.additionalIdentifiers().isEmpty()) {
            var others = type.additionalIdentifiers().stream().flatMap(paths -> identifier(paths).stream());
            facts.add(new Fact("also identified by", others.toList(), "/additionalIdentifiers"));
        }
        facts.add(readable(type));
        facts.add(new Fact(
                "operations",
                orNone(type.handlers().keySet().stream().map(Handler::word).toList()),
                "/handlers"));
        facts.add(new Fact("written by", orNone(List.copyOf(type.mutatingActions())), "/handlers"));
        facts.add(new Fact("tags", tags(type.tagging()), "/tagging"));
        type.traits()
                .forEach((trait, paths) -> facts.add(new Fact(meaning(trait), names(paths), "/" + trait.keyword())));
        type.transforms()
                .forEach((path, alternatives) -> facts.add(new Fact(
                        "may come back as",
                        List.of(name(path) + ": " + String.join(" or ", alternatives)),
                        "/propertyTransform")));
        if (!type.replacementStrategy().isEmpty()) {
            facts.add(new Fact("replaced by", List.of(type.replacementStrategy()), "/replacementStrategy"));
        }
        if (!type.lifecycle().isEmpty()) {
            facts.add(new Fact("lifecycle", List.of(type.lifecycle()), "/lifecycle"));
        }
        return facts;
    }

    private static Fact readable(TypeFacts type) {
        var answer = type.hasReadHandler()
                ? "yes, by the IaC Generator and Cloud Control"
                : "no: neither the IaC Generator nor Cloud Control reads it; unchecked as no-read-handler";
        return new Fact("readable", List.of(answer), "/handlers/read");
    }

    private static List<String> tags(TypeFacts.Tagging tagging) {
        if (!tagging.taggable()) {
            return List.of("not taggable");
        }
        var tags = new ArrayList<String>();
        tags.add(tagging.property().isEmpty() ? "taggable, by no property" : "in " + tagging.property());
        tags.add(tagging.onCreate() ? "set on create" : "not set on create");
        tags.add(tagging.updatable() ? "updatable" : "not updatable");
        tags.add(tagging.propagatesSystem() ? "aws:cloudformation: tags reach it" : "no aws:cloudformation: tags");
        return tags;
    }

    static String meaning(Trait trait) {
        return switch (trait) {
            case READ_ONLY -> "set by AWS only";
            case WRITE_ONLY -> "never returned";
            case CREATE_ONLY -> "change replaces";
            case CONDITIONAL_CREATE_ONLY -> "change may replace";
            case DEPRECATED -> "deprecated";
        };
    }

    private static List<String> identifier(List<PropertyPath> paths) {
        return paths.isEmpty() ? List.of("nothing") : List.of(String.join(" | ", names(paths)));
    }

    private static List<String> names(List<PropertyPath> paths) {
        return paths.stream().map(TypeSheet::name).toList();
    }

    static String name(PropertyPath path) {
        return path.toString().substring(1);
    }

    private static List<String> orNone(List<String> values) {
        return values.isEmpty() ? List.of("none") : values;
    }
}
