package dev.phantom.cli.command;

import dev.phantom.state.ParameterValue;
import dev.phantom.state.SafeState;
import dev.phantom.template.Value;
import java.util.List;
import java.util.stream.Collectors;

/// The parameters for which a comparison takes the template's default, because nobody says their value.
final class ParameterDefaults {

    private static final int MOST = 8;

    private ParameterDefaults() {}

    /// Their names; not those of SSM parameters, whose default is a name and no value.
    static List<String> taken(SafeState safe) {
        var given = safe.parameters().stream().map(ParameterValue::name).collect(Collectors.toSet());
        return safe.template().section("Parameters").entries().entrySet().stream()
                .filter(p -> !given.contains(p.getKey()))
                .filter(p -> p.getValue() instanceof Value.MapValue declared
                        && declared.get("Default") != null
                        && !(declared.get("Type") instanceof Value.Scalar type
                                && type.text().startsWith("AWS::SSM::Parameter::Value<")))
                .map(p -> p.getKey())
                .toList();
    }

    static String line(List<String> names) {
        var more = names.size() - MOST;
        return names.stream().limit(MOST).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
