package dev.phantom.patch;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Which values of parameters a deployment of the files is made with.
public record DeployedParameters(PatchBase base) {

    /// What the files give, and the template's default for what nobody chose. What the deployment alone knows keeps its
    /// value and is not in it.
    public Map<String, String> of(Workspace files) {
        var given = files.parameters(base.own());
        var chosen = base.own().context().parameters().keySet();
        var values = new LinkedHashMap<String, String>();
        files.read().inputs().forEach((name, input) -> {
            if (given.containsKey(name)) {
                Optional.ofNullable(given.get(name))
                        .flatMap(g -> text(g.value()))
                        .ifPresent(v -> values.put(name, v));
            } else if (!chosen.contains(name) && input.fallback() != null) {
                text(input.fallback()).ifPresent(v -> values.put(name, v));
            }
        });
        return values;
    }

    /// The parameters whose default alone carries the patch. A stack that exists keeps the value that it has
    /// (`UsePreviousValue`; `aws cloudformation deploy` asks for that by itself) unless it is given another.
    public Map<String, String> toPass(Workspace after) {
        if (!after.format().keepsInputs()) {
            return Map.of();
        }
        var now = of(base.files());
        var given = after.parameters(base.own()).keySet();
        var pass = new LinkedHashMap<>(of(after));
        pass.entrySet().removeIf(e -> given.contains(e.getKey()) || e.getValue().equals(now.get(e.getKey())));
        return pass;
    }

    private static Optional<String> text(Value value) {
        return switch (value) {
            case Scalar s -> Optional.of(s.text());
            case ListValue list
            when list.items().stream().allMatch(Scalar.class::isInstance) ->
                Optional.of(list.items().stream().map(i -> ((Scalar) i).text()).collect(Collectors.joining(",")));
            case Value other -> Optional.empty();
        };
    }
}
