package dev.phantom.iac.cloudformation.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.value.Edit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a parameter file says a parameter that it does not say yet.
final class ParameterEntry {
    private ParameterEntry() {}

    /// In the shape that the file has.
    static Optional<Edit> of(String file, String text, String name, Scalar value) {
        SourceNode root = DocumentReader.nodes(file, text);
        if (ParameterFile.read(file, text).parameters().containsKey(name)) {
            throw new PhantomException(
                    Code.PATCH_REFUSED, "parameter " + name + " has UsePreviousValue in " + file + ", not a value");
        }
        return switch (root) {
            case SourceNode.SequenceNode s -> {
                boolean pairs = !s.items().isEmpty() && s.items().getFirst() instanceof SourceNode.ScalarNode;
                Map<String, Value> entry = new LinkedHashMap<>();
                entry.put("ParameterKey", Value.string(name));
                entry.put("ParameterValue", Value.string(value.text()));
                yield Optional.of(new Edit.Append(
                        PropertyPath.ROOT, pairs ? Value.string(name + "=" + value.text()) : new MapValue(entry)));
            }
            case SourceNode.MappingNode m -> {
                boolean nested = root.at(PropertyPath.of("Parameters")).isPresent();
                yield Optional.of(new Edit.Put(
                        nested ? PropertyPath.of("Parameters", name) : PropertyPath.of(name),
                        Value.string(value.text())));
            }
            case SourceNode.ScalarNode s -> Optional.empty();
            case SourceNode.AliasNode a -> Optional.empty();
        };
    }
}
