package dev.phantom.stack;

import dev.phantom.iac.Definition;
import dev.phantom.iac.Input;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What CloudFormation was last told. Each part may be absent when it comes from files: then it is null or empty.
///
/// @param stackArn    empty if not known
/// @param status      stack status, `UPDATE_COMPLETE`; empty if not known
/// @param original    GetTemplate, stage Original
/// @param processed   GetTemplate, stage Processed, only where transforms made it differ
/// @param parameters  as DescribeStacks shows them
/// @param tags        stack tags
/// @param resources   by logical id
/// @param exports     what Fn::ImportValue may use, by export name
/// @param lastUpdated time of the last create or update
public record DeployedState(
        StackId id,
        String stackArn,
        String status,
        @Nullable Definition original,
        @Nullable Definition processed,
        List<ParameterValue> parameters,
        Map<String, String> tags,
        Map<String, StackResource> resources,
        Map<String, String> exports,
        @Nullable Instant lastUpdated) {

    public DeployedState {
        parameters = List.copyOf(parameters);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
    }

    /// Nothing is known of the deployment: a comparison from two files.
    public static DeployedState unknown(StackId id) {
        return new DeployedState(id, "", "", null, null, List.of(), Map.of(), Map.of(), Map.of(), null);
    }

    /// The template whose resources really were deployed.
    public Optional<Definition> effective() {
        return Optional.ofNullable(processed != null ? processed : original);
    }

    /// The parameters whose value somebody chose: not those that are what the template's own default says.
    List<ParameterValue> chosenParameters() {
        var inputs = effective().map(Definition::inputs).orElse(Map.of());
        return parameters.stream()
                .filter(p -> !isDefault(p, inputs.get(p.name())))
                .toList();
    }

    private static boolean isDefault(ParameterValue parameter, @Nullable Input input) {
        return input != null
                && input.fallback() instanceof Value.Scalar fallback
                && parameter.value() instanceof Value.Scalar given
                && given.text().equals(fallback.text());
    }

    /// The same deployment as one reads it beside the repository's files: no templates, only what was chosen.
    public DeployedState withoutTemplates() {
        return new DeployedState(
                id, stackArn, status, null, null, chosenParameters(), tags, resources, exports, lastUpdated);
    }

    /// Whether a template may use a name: `ImportValue`, `Transform`. One that writes characters by their numbers may use
    /// any.
    public static boolean mayUse(Definition template, String name) {
        var text = template.text();
        return text.contains(name) || text.contains("\\u") || text.contains("\\x") || text.contains("\\U");
    }

    /// Whether CloudFormation has the stack at rest, so that reading it makes sense.
    public boolean stable() {
        return status.isEmpty() || !status.endsWith("_IN_PROGRESS");
    }
}
