package dev.phantom.state.file;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.state.ParameterValue;
import dev.phantom.template.Origin;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.SourceNode;
import dev.phantom.template.SourceNode.AliasNode;
import dev.phantom.template.SourceNode.MappingNode;
import dev.phantom.template.SourceNode.ScalarNode;
import dev.phantom.template.SourceNode.SequenceNode;
import dev.phantom.template.TemplateFormat;
import dev.phantom.template.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads stack parameters: `[{"ParameterKey", "ParameterValue"}]` (AWS CLI), `{"Parameters": {name: value}}`
/// (CodePipeline), `{name: value}`, each in JSON or YAML. Every value knows where it is written.
///
/// @param formats the first that would read the file does
public record ParameterFiles(List<TemplateFormat> formats) {

    private static final String VALUE = "ParameterValue";

    public ParameterFiles {
        formats = List.copyOf(formats);
    }

    /// @throws PhantomException PARAMETERS_UNREADABLE, TEMPLATE_SYNTAX, TEMPLATE_LIMIT
    public List<ParameterValue> read(String file, String text) {
        var format = formats.stream()
                .filter(f -> f.reads(file, text))
                .findFirst()
                .orElseThrow(() -> wrong(file, "neither JSON nor YAML"));
        var found = new ArrayList<ParameterValue>();
        document(new Place(file, PropertyPath.ROOT), format.nodes(file, text).resolved(), found);
        return found;
    }

    /// Reads `name=value` of the command line.
    public static ParameterValue option(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new PhantomException(Code.USAGE, "a parameter is written name=value, not '" + text + "'");
        }
        var name = text.substring(0, at);
        var origin = new Origin(Origin.Kind.PARAMETER_FILE, name, "", PropertyPath.ROOT, 0, 0);
        return new ParameterValue(name, Value.string(text.substring(at + 1)), origin);
    }

    private record Place(String file, PropertyPath path) {
        Place child(String step) {
            return new Place(file, path.child(step));
        }
    }

    private static void document(Place place, SourceNode node, List<ParameterValue> found) {
        switch (node) {
            case SequenceNode rows -> rows(place, rows, found);
            case MappingNode map -> {
                var inner = map.entries().stream()
                        .filter(e -> e.name().filter("Parameters"::equals).isPresent())
                        .map(e -> e.value().resolved())
                        .filter(v -> !(v instanceof ScalarNode))
                        .findFirst();
                if (inner.isPresent()) {
                    document(place.child("Parameters"), inner.get(), found);
                } else {
                    values(place, map, found);
                }
            }
            case ScalarNode s when s.text().isBlank() -> {}
            case ScalarNode s -> throw wrong(place.file(), "neither a list nor a map of parameters");
            case AliasNode alias -> document(place, alias.target(), found);
        }
    }

    private static void rows(Place place, SequenceNode rows, List<ParameterValue> found) {
        for (int i = 0; i < rows.items().size(); i++) {
            var row = place.child(Integer.toString(i));
            if (!(rows.items().get(i).resolved() instanceof MappingNode map)) {
                throw wrong(place.file(), "entry " + i + " is no {ParameterKey, ParameterValue}");
            }
            var name = text(map, "ParameterKey");
            if (name.isEmpty()) {
                throw wrong(place.file(), "entry " + i + " has no ParameterKey");
            }
            var value = map.entries().stream().filter(e -> e.name().filter(VALUE::equals).isPresent()).findFirst();
            if (value.isPresent()) {
                found.add(parameter(row.child(VALUE), name, value.get().value()));
            } else {
                var origin = new Origin(Origin.Kind.PARAMETER_FILE, name, place.file(), row.path(), 0, 0);
                found.add(new ParameterValue(name, new Value.Unknown("the previous value is used"), origin));
            }
        }
    }

    private static String text(MappingNode map, String key) {
        return map.entries().stream()
                .filter(e -> e.name().filter(key::equals).isPresent())
                .map(e -> e.value().resolved() instanceof ScalarNode s ? s.text() : "")
                .findFirst()
                .orElse("");
    }

    private static void values(Place place, MappingNode map, List<ParameterValue> found) {
        for (var entry : map.entries()) {
            var name = entry.name().orElseThrow(() -> wrong(place.file(), "a parameter's name is no text"));
            found.add(parameter(place.child(name), name, entry.value()));
        }
    }

    private static ParameterValue parameter(Place place, String name, SourceNode node) {
        var span = node.span();
        var origin = new Origin(Origin.Kind.PARAMETER_FILE, name, place.file(), place.path(), span.line(), span.column());
        return new ParameterValue(name, value(place, node.resolved()), origin);
    }

    private static Value value(Place place, SourceNode node) {
        return switch (node) {
            case ScalarNode s when s.text().equals("****") -> new Value.Unknown("NoEcho parameter", true);
            case ScalarNode s -> Value.string(s.text());
            case SequenceNode list -> Value.string(list.items().stream()
                    .map(item -> item.resolved() instanceof ScalarNode s ? s.text() : "")
                    .collect(Collectors.joining(",")));
            case AliasNode alias -> value(place, alias.target());
            case MappingNode map -> throw wrong(place.file(), "the value at " + place.path() + " is no text");
        };
    }

    private static PhantomException wrong(String file, String problem) {
        return new PhantomException(new Diagnostic(Code.PARAMETERS_UNREADABLE, problem, "", file));
    }
}
