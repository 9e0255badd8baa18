package dev.phantom.iac.cloudformation.read;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;
import dev.phantom.value.read.TemplateErrors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file of parameter values, JSON or YAML, in one of the shapes that AWS's own tools take:
/// `[{"ParameterKey": K, "ParameterValue": V}]`, also below `Parameters`, `{"Parameters": {K: V}}`, `{K: V}` and
/// `["K=V"]`. What the file leaves as it was deployed, `UsePreviousValue: true`, is unknown.
///
/// @param file       its path as the user knows it
/// @param text       as read
/// @param parameters by name, each with its place
public record ParameterFile(String file, String text, Map<String, Given> parameters) {

    public ParameterFile {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// @throws PhantomException TEMPLATE_SYNTAX, TEMPLATE_LIMIT or PARAMETERS_SHAPE
    public static ParameterFile read(String file, String text) {
        if (text.isBlank()) {
            throw new PhantomException(new Diagnostic(Code.PARAMETERS_SHAPE, "the file is empty", "", file));
        }
        SourceNode root = DocumentReader.nodes(file, text);
        Value document = root.value(file);
        var reading = new Reading(file, root, new LinkedHashMap<>());
        switch (document) {
            case ListValue(List<Value> items) -> reading.list(items, PropertyPath.ROOT);
            case MapValue m
            when m.get("Parameters") instanceof MapValue inner -> reading.map(inner, PropertyPath.of("Parameters"));
            case MapValue m
            when m.get("Parameters") instanceof ListValue(List<Value> items) ->
                reading.list(items, PropertyPath.of("Parameters"));
            case MapValue m
            when m.get("Stacks") instanceof ListValue ->
                throw reading.shape(
                        PropertyPath.of("Stacks"),
                        "it is what describe-stacks prints, which --stack-description takes");
            case MapValue m -> reading.map(m, PropertyPath.ROOT);
            case Scalar s -> throw reading.shape(PropertyPath.ROOT, "contains a single value");
            case Value other -> throw reading.shape(PropertyPath.ROOT, "contains a function");
        }
        return new ParameterFile(file, text, reading.found);
    }

    private record Reading(String file, SourceNode root, Map<String, Given> found) {

        void list(List<Value> items, PropertyPath at) {
            for (int i = 0; i < items.size(); i++) {
                var path = at.child(i);
                switch (items.get(i)) {
                    case MapValue m
                    when m.get("ParameterKey") instanceof Scalar key -> {
                        if (m.get("UsePreviousValue") instanceof Scalar previous
                                && previous.text().equalsIgnoreCase("true")) {
                            var kept = "the parameter file leaves " + key.text() + " as it was deployed";
                            put(key.text(), new Given(new Value.Unknown(kept), Origin.ABSENT), path);
                        } else {
                            add(key.text(), m.get("ParameterValue"), path.child("ParameterValue"));
                        }
                    }
                    case Scalar s
                    when s.text().indexOf('=') > 0 -> {
                        int end = s.text().indexOf('=');
                        add(s.text().substring(0, end), Value.string(s.text().substring(end + 1)), path);
                    }
                    case Value other -> throw shape(path, "an entry has no ParameterKey");
                }
            }
        }

        void map(MapValue entries, PropertyPath at) {
            entries.entries().forEach((name, value) -> add(name, value, at.child(name)));
        }

        private void add(String name, @Nullable Value value, PropertyPath path) {
            if (!(value instanceof Scalar) && !(value instanceof ListValue)) {
                throw shape(path, "the parameter " + name + " has no value");
            }
            var span = root.at(path).map(SourceNode::span);
            var origin = new Origin(
                    Origin.Kind.PARAMETER_FILE,
                    name,
                    file,
                    path,
                    span.map(SourceSpan::line).orElse(0),
                    span.map(SourceSpan::column).orElse(0));
            put(name, new Given(value, origin), path);
        }

        private void put(String name, Given given, PropertyPath path) {
            if (found.put(name, given) != null) {
                throw shape(path, "duplicate parameter " + name);
            }
        }

        PhantomException shape(PropertyPath path, String problem) {
            String at = root.at(path)
                    .map(n -> ":" + n.span().line() + ":" + n.span().column())
                    .orElse("");
            return new PhantomException(new Diagnostic(
                    Code.PARAMETERS_SHAPE, "not a parameter file: " + TemplateErrors.bounded(problem), "", file + at));
        }
    }
}
