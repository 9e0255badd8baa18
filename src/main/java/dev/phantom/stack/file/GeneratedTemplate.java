package dev.phantom.stack.file;

import dev.phantom.stack.FieldReader;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.StackId;
import dev.phantom.value.Intrinsics;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A template that the IaC Generator made, read as live state. Its references were guessed by equality of values, so
/// they are resolved back to the values they stand for; one that cannot be is kept as a reference.
final class GeneratedTemplate {

    private static final Set<String> PSEUDO_ABSENT = Set.of("AWS::NoValue");

    private static final int LONGEST_CHAIN = 20;
    private static final int LONGEST_LIST = 100;

    private final Map<String, FieldReader> parameters;
    private final Map<String, FieldReader> resources;
    private Map<String, GeneratedResource> described = Map.of();
    private Function<String, List<String>> identifiers = type -> List.of();

    private GeneratedTemplate(Map<String, FieldReader> parameters, Map<String, FieldReader> resources) {
        this.parameters = parameters;
        this.resources = resources;
    }

    static GeneratedTemplate of(FieldReader document) {
        return new GeneratedTemplate(section(document, "Parameters"), section(document, "Resources"));
    }

    private static Map<String, FieldReader> section(FieldReader document, String name) {
        var found = new LinkedHashMap<String, FieldReader>();
        document.objectIfAny(name)
                .ifPresent(section -> section.map()
                        .entries()
                        .forEach((key, value) -> found.put(
                                key, FieldReader.of(document.file(), name + "." + key, document.code(), value))));
        return found;
    }

    LiveState live(Map<String, GeneratedResource> rows, Function<String, List<String>> identifierNames) {
        described = rows;
        identifiers = identifierNames;
        var all = new ArrayList<LiveResource>();
        resources.forEach((logicalId, fields) -> all.add(resource(logicalId, fields)));
        described.values().stream()
                .filter(row -> !resources.containsKey(row.logicalId()))
                .forEach(row -> all.add(unread(row)));
        return new LiveState(new StackId("", "", ""), "", LiveState.Source.IAC_GENERATOR, null, all, List.of());
    }

    private LiveResource resource(String logicalId, FieldReader fields) {
        var properties = fields.objectIfAny("Properties").map(FieldReader::map).orElse(MapValue.EMPTY);
        var found = refers(properties) ? resolve(properties, new HashSet<>()).orElse(MapValue.EMPTY) : properties;
        var resolved = found instanceof MapValue map ? map : MapValue.EMPTY;
        boolean known = found instanceof MapValue;
        return new LiveResource(
                logicalId,
                "",
                fields.required("Type"),
                identifier(logicalId, fields.textOrEmpty("Type"), resolved),
                resolved,
                LiveResource.Provenance.IAC_GENERATOR,
                known ? LiveResource.Status.READ : LiveResource.Status.FAILED,
                known ? "" : "its properties are a function, which a generated template never contains");
    }

    private static LiveResource unread(GeneratedResource row) {
        return new LiveResource(
                row.logicalId(),
                "",
                row.type(),
                row.identifier(),
                MapValue.EMPTY,
                LiveResource.Provenance.IAC_GENERATOR,
                LiveResource.Status.FAILED,
                row.reason().isEmpty() ? "not in the generated template" : row.reason());
    }

    private Map<String, String> identifier(String logicalId, String type, MapValue properties) {
        var row = described.get(logicalId);
        if (row != null && !row.identifier().isEmpty()) {
            return row.identifier();
        }
        var found = new LinkedHashMap<String, String>();
        for (var name : identifiers.apply(type)) {
            if (!(properties.get(name) instanceof Scalar scalar)) {
                return Map.of();
            }
            found.put(name, scalar.text());
        }
        return found;
    }

    /// Whether anything in it is to be resolved; in most resources nothing is.
    private static boolean refers(Value value) {
        return switch (value) {
            case MapValue map ->
                Intrinsics.of(map).isPresent() || refer(map.entries().values());
            case ListValue list -> refer(list.items());
            case Intrinsic call -> true;
            case Value.Reference r -> false;
            case Scalar s -> false;
            case Unknown u -> false;
            case Sensitive s -> false;
        };
    }

    private static boolean refer(Collection<Value> values) {
        for (var value : values) {
            if (refers(value)) {
                return true;
            }
        }
        return false;
    }

    /// Empty for `AWS::NoValue`.
    private Optional<Value> resolve(Value value, Set<String> underway) {
        return switch (value) {
            case MapValue map -> {
                var call = Intrinsics.of(map);
                yield call.isPresent() ? reference(call.get(), underway) : Optional.of(entries(map, underway));
            }
            case ListValue list ->
                Optional.of(new ListValue(list.items().stream()
                        .flatMap(item -> resolve(item, underway).stream())
                        .toList()));
            case Intrinsic call -> reference(call, underway);
            case Value.Reference r -> Optional.of(r);
            case Scalar s -> Optional.of(s);
            case Unknown u -> Optional.of(u);
            case Sensitive s -> Optional.of(s);
        };
    }

    private MapValue entries(MapValue map, Set<String> underway) {
        var resolved = new LinkedHashMap<String, Value>();
        map.entries().forEach((key, item) -> resolve(item, underway).ifPresent(v -> resolved.put(key, v)));
        return new MapValue(resolved);
    }

    /// `[logical id]` of a Ref, `[logical id, attribute]` of a GetAtt; empty for anything else.
    private static List<String> parts(Intrinsic call) {
        return switch (call.argument()) {
            case Scalar s when call.name().equals("Ref") -> List.of(s.text());
            case Scalar s
            when call.name().equals("Fn::GetAtt") && s.text().indexOf('.') > 0 ->
                List.of(s.text().split("\\.", 2));
            case ListValue list
            when call.name().equals("Fn::GetAtt")
                    && list.items().size() == 2
                    && list.items().stream().allMatch(Scalar.class::isInstance) ->
                list.items().stream().map(i -> ((Scalar) i).text()).toList();
            case Value other -> List.of();
        };
    }

    private Optional<Value> reference(Intrinsic call, Set<String> underway) {
        var parts = parts(call);
        if (parts.isEmpty()) {
            return Optional.of(
                    new Unknown("the live file contains " + call.name() + ", which a generated template never does"));
        }
        var target = parts.getFirst();
        if (PSEUDO_ABSENT.contains(target)) {
            return Optional.empty();
        }
        var parameter = parameters.get(target);
        if (parameter != null) {
            return Optional.of(parameter(parameter));
        }
        var resource = resources.get(target);
        if (resource == null || underway.size() >= LONGEST_CHAIN || !underway.add(String.join(".", parts))) {
            return Optional.of(call);
        }
        var found = parts.size() == 1
                ? identity(target, resource, underway)
                : attribute(target, resource, parts.get(1), underway);
        underway.remove(String.join(".", parts));
        return Optional.of(found.orElse(call));
    }

    private static Value parameter(FieldReader parameter) {
        var value = parameter.map().get("Default");
        if (value == null || parameter.textOrEmpty("NoEcho").equals("true")) {
            return Unknown.WRITE_ONLY;
        }
        boolean isList = parameter.textOrEmpty("Type").equals("CommaDelimitedList")
                || parameter.textOrEmpty("Type").startsWith("List<");
        return isList && value instanceof Scalar joined
                ? new ListValue(Arrays.stream(joined.text().split(","))
                        .map(item -> (Value) Value.string(item.strip()))
                        .toList())
                : value;
    }

    /// What Ref gives: the identifier, where it is one value.
    private Optional<Value> identity(String logicalId, FieldReader resource, Set<String> underway) {
        var row = described.get(logicalId);
        if (row != null && row.identifier().size() == 1) {
            return Optional.of(Value.string(row.identifier().values().iterator().next()));
        }
        var names = identifiers.apply(resource.textOrEmpty("Type"));
        return names.size() == 1 ? property(resource, names.getFirst(), underway) : Optional.empty();
    }

    private Optional<Value> attribute(String logicalId, FieldReader resource, String name, Set<String> underway) {
        var found = property(resource, name, underway);
        var row = described.get(logicalId);
        return found.isPresent() || row == null
                ? found
                : Optional.ofNullable(row.identifier().get(name)).map(Value::string);
    }

    private Optional<Value> property(FieldReader resource, String dotted, Set<String> underway) {
        Value at = resource.objectIfAny("Properties").map(FieldReader::map).orElse(MapValue.EMPTY);
        for (var name : dotted.split("\\.")) {
            var next = at instanceof MapValue map ? map.get(name) : null;
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        boolean call = at instanceof MapValue map && Intrinsics.of(map).isPresent() || at instanceof Intrinsic;
        return call || isSmall(at) ? resolve(at, underway).filter(v -> !(v instanceof Intrinsic)) : Optional.empty();
    }

    /// References were guessed of values that tell a resource, and what is told so is short: what is not, or refers on
    /// itself, would multiply.
    private static boolean isSmall(Value value) {
        return switch (value) {
            case Scalar s -> true;
            case ListValue list ->
                list.items().size() <= LONGEST_LIST && list.items().stream().allMatch(Scalar.class::isInstance);
            case MapValue map ->
                map.entries().size() <= LONGEST_LIST
                        && map.entries().values().stream().allMatch(Scalar.class::isInstance);
            case Intrinsic call -> false;
            case Value.Reference r -> false;
            case Unknown u -> true;
            case Sensitive s -> true;
        };
    }

    @Override
    public String toString() {
        return resources.keySet().stream().collect(Collectors.joining(", ", "GeneratedTemplate[", "]"));
    }
}
