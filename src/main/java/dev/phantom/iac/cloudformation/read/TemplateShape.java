package dev.phantom.iac.cloudformation.read;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Resource;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.iac.cloudformation.template.Template.Positions;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.TemplateErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a [Template] of a document, or says why it is none.
final class TemplateShape {
    private static final Set<String> STRUCTURE = Set.of("Type", "Properties", "Condition");

    private final String file;
    private final Positions positions;

    private TemplateShape(String file, Positions positions) {
        this.file = file;
        this.positions = positions;
    }

    static Template of(String file, String text, Value document, Positions positions) {
        var shape = new TemplateShape(file, positions);
        if (!(document instanceof MapValue map)) {
            throw shape.broken(PropertyPath.ROOT, "not a CloudFormation template: the top level is not a map");
        }
        if (!(map.get("Resources") instanceof MapValue resources)) {
            String found = map.entries().isEmpty()
                    ? "nothing"
                    : String.join(", ", map.entries().keySet());
            throw shape.broken(
                    PropertyPath.ROOT, "not a CloudFormation template: it has no Resources section, only " + found);
        }
        return new Template(file, text, map, shape.resources(resources), transforms(map.get("Transform")), positions);
    }

    private Map<String, Resource> resources(MapValue section) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        section.entries().forEach((id, body) -> {
            if (!id.startsWith("Fn::")) {
                resources.put(id, resource(id, body));
            }
        });
        return resources;
    }

    private Resource resource(String id, Value body) {
        var path = PropertyPath.of("Resources", id);
        if (!(body instanceof MapValue map)) {
            throw broken(path, "the resource " + id + " is not a map");
        }
        String type = map.get("Type") instanceof Scalar s ? s.text() : "";
        Map<String, Value> attributes = new LinkedHashMap<>();
        map.entries().forEach((key, value) -> {
            if (!STRUCTURE.contains(key)) {
                attributes.put(key, value);
            }
        });
        String condition = map.get("Condition") instanceof Scalar c ? c.text() : null;
        return new Resource(id, type, properties(id, map.get("Properties")), condition, new MapValue(attributes));
    }

    private MapValue properties(String id, @Nullable Value properties) {
        return switch (properties) {
            case null -> MapValue.EMPTY;
            case MapValue map -> map;
            case Intrinsic i -> new MapValue(Map.of(i.name(), i.argument()));
            case Scalar s
            when s.isPlain() && (s.text().equals("null") || s.text().equals("~")) -> MapValue.EMPTY;
            case Scalar s ->
                throw broken(
                        PropertyPath.of("Resources", id, "Properties"), "the Properties of " + id + " are not a map");
            case ListValue l ->
                throw broken(
                        PropertyPath.of("Resources", id, "Properties"), "the Properties of " + id + " are not a map");
            case Value.Unknown u -> MapValue.EMPTY;
            case Value.Sensitive s -> MapValue.EMPTY;
            case Value.Reference r -> MapValue.EMPTY;
        };
    }

    private static List<String> transforms(@Nullable Value transform) {
        List<String> names = new ArrayList<>();
        switch (transform) {
            case Scalar s -> names.add(s.text());
            case ListValue l -> l.items().forEach(item -> names.addAll(transforms(item)));
            case MapValue m -> names.addAll(transforms(m.get("Name")));
            case Intrinsic i -> names.add(i.name());
            case null -> names.clear();
            case Value.Unknown u -> names.clear();
            case Value.Sensitive s -> names.clear();
            case Value.Reference r -> names.clear();
        }
        return names;
    }

    private PhantomException broken(PropertyPath path, String problem) {
        var span = positions.span(path).orElse(new SourceSpan(0, 0, 1, 1));
        return TemplateErrors.shape(file, span.line(), span.column(), problem);
    }
}
