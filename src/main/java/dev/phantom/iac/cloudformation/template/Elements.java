package dev.phantom.iac.cloudformation.template;

import dev.phantom.iac.Element;
import dev.phantom.iac.Element.Id;
import dev.phantom.iac.Element.Kind;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a template declares under a name, and what refers to it.
public record Elements(Template template) {

    private static final Map<String, Kind> SECTIONS = Map.of(
            "Parameters", Kind.PARAMETER,
            "Mappings", Kind.MAPPING,
            "Conditions", Kind.CONDITION,
            "Resources", Kind.RESOURCE,
            "Outputs", Kind.OUTPUT);

    /// In document order; what a macro puts in an element's place (`Fn::ForEach`) has no name.
    public List<Element> all() {
        var all = new ArrayList<Element>();
        template.document().entries().keySet().forEach(section -> {
            var kind = SECTIONS.get(section);
            if (kind != null) {
                template.section(section).entries().forEach((name, body) -> {
                    if (!name.startsWith("Fn::")) {
                        all.add(element(new Id(kind, name), PropertyPath.of(section, name), body));
                    }
                });
            }
        });
        return all;
    }

    private static Element element(Id id, PropertyPath node, Value body) {
        if (id.kind() != Kind.PARAMETER || !(body instanceof MapValue parameter)) {
            return new Element(id, node);
        }
        var values = new ArrayList<PropertyPath>();
        if (parameter.get("Default") != null) {
            values.add(node.child("Default"));
        }
        if (parameter.get("AllowedValues") instanceof ListValue allowed) {
            for (int i = 0; i < allowed.items().size(); i++) {
                values.add(node.child("AllowedValues").child(i));
            }
        }
        return new Element(id, node, values, isSecret(parameter));
    }

    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
    private static boolean isSecret(MapValue parameter) {
        return parameter.get("NoEcho") instanceof Scalar said && said.text().equalsIgnoreCase("true");
    }

    /// What stands at a place and below it refers to, itself left out.
    public Set<Id> references(PropertyPath node) {
        var found = new LinkedHashSet<Id>();
        at(node).ifPresent(value -> walk(value, node.segments().size() == 2 ? node : null, found));
        found.removeIf(id -> node.segments().size() > 1 && node.equals(PropertyPath.of(section(id), id.name())));
        return found;
    }

    private Optional<Value> at(PropertyPath node) {
        Value here = template.document();
        for (var step : node.segments()) {
            var next = child(here, step);
            if (next == null) {
                return Optional.empty();
            }
            here = next;
        }
        return Optional.of(here);
    }

    private static @Nullable Value child(Value parent, String step) {
        return switch (parent) {
            case MapValue map -> map.get(step);
            case Intrinsic call -> call.name().equals(step) ? call.argument() : null;
            case ListValue list -> {
                int index = PropertyPath.index(step);
                yield index >= 0 && index < list.items().size() ? list.items().get(index) : null;
            }
            case Value leaf -> null;
        };
    }

    /// @param element the node, if it is that of an element: what it says beside its properties counts there alone
    private void walk(Value value, @Nullable PropertyPath element, Set<Id> found) {
        switch (value) {
            case MapValue map -> {
                if (element != null) {
                    attributes(map, found);
                }
                map.entries().values().forEach(item -> walk(item, null, found));
            }
            case ListValue list -> list.items().forEach(item -> walk(item, null, found));
            case Intrinsic call -> {
                named(call).forEach(name -> declared(kinds(call), name).ifPresent(found::add));
                walk(call.argument(), null, found);
            }
            case Value leaf -> {}
        }
    }

    private void attributes(MapValue body, Set<Id> found) {
        if (body.get("Condition") instanceof Scalar condition) {
            declared(List.of(Kind.CONDITION), condition.text()).ifPresent(found::add);
        }
        texts(body.get("DependsOn"))
                .forEach(name -> declared(List.of(Kind.RESOURCE), name).ifPresent(found::add));
    }

    private Optional<Id> declared(List<Kind> kinds, String name) {
        return kinds.stream()
                .map(kind -> new Id(kind, name))
                .filter(id -> template.section(section(id)).get(name) != null)
                .findFirst();
    }

    private static String section(Id id) {
        return SECTIONS.entrySet().stream()
                .filter(e -> e.getValue() == id.kind())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static List<Kind> kinds(Intrinsic call) {
        return switch (call.name()) {
            case "Fn::FindInMap" -> List.of(Kind.MAPPING);
            case "Fn::If", "Condition" -> List.of(Kind.CONDITION);
            case "Ref" -> List.of(Kind.PARAMETER, Kind.RESOURCE);
            case "Fn::GetAtt" -> List.of(Kind.RESOURCE);
            case "Fn::Sub" -> List.of(Kind.PARAMETER, Kind.RESOURCE);
            default -> List.of();
        };
    }

    /// What a function names in its own argument; what stands in functions below it is theirs.
    private static Stream<String> named(Intrinsic call) {
        var first = texts(call.argument()).stream().limit(1);
        return switch (call.name()) {
            case "Ref", "Condition", "Fn::FindInMap", "Fn::If" -> first;
            case "Fn::GetAtt" -> first.map(Elements::owner);
            case "Fn::Sub" ->
                first.flatMap(text -> SubText.parse(text).stream())
                        .flatMap(part ->
                                part instanceof SubText.Name(String name) ? Stream.of(owner(name)) : Stream.empty());
            default -> Stream.empty();
        };
    }

    /// `Db` of `Db.Endpoint.Address`.
    private static String owner(String attribute) {
        int dot = attribute.indexOf('.');
        return dot < 0 ? attribute : attribute.substring(0, dot);
    }

    private static List<String> texts(@Nullable Value value) {
        return switch (value) {
            case Scalar one -> List.of(one.text());
            case ListValue list ->
                list.items().stream()
                        .flatMap(item -> item instanceof Scalar s ? Stream.of(s.text()) : Stream.empty())
                        .toList();
            case null -> List.of();
            case Value other -> List.of();
        };
    }
}
