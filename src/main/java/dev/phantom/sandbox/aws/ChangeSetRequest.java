package dev.phantom.sandbox.aws;

import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a caller wants to be deployed.
///
/// @param processed  the processed template, where transforms made it differ
/// @param parameters every parameter that has a value
/// @param noEcho     those whose value is not shown
record ChangeSetRequest(
        String template,
        Optional<String> processed,
        Map<String, String> parameters,
        List<String> noEcho,
        List<String> capabilities,
        boolean driftAware) {

    /// @throws AwsFault ValidationError in CloudFormation's words
    static ChangeSetRequest of(DeployedStack stack, Query query) {
        var body = query.optional("TemplateBody");
        if (body.isPresent() == query.flag("UsePreviousTemplate")) {
            throw AwsFault.validation(
                    body.isPresent()
                            ? "Template body and UsePreviousTemplate cannot both be given."
                            : "Either Template URL or Template Body must be specified.");
        }
        var text = body.orElse(stack.template());
        var processed = text.equals(stack.template()) ? stack.processed() : Optional.<String>empty();
        var template = parsed(text);
        if (processed.isEmpty() && template.unsupported().isPresent()) {
            throw AwsFault.validation("the embedded AWS runs no macros: it deploys a template without transforms, or"
                    + " the one that is deployed");
        }
        var declared = template.section("Parameters");
        return new ChangeSetRequest(
                text,
                processed,
                parameters(stack, query.structures("Parameters"), declared),
                declared.entries().entrySet().stream()
                        .filter(e -> text(e.getValue(), "NoEcho").orElse("").equalsIgnoreCase("true"))
                        .map(Map.Entry::getKey)
                        .toList(),
                query.texts("Capabilities"),
                query.optional("DeploymentMode").orElse("").equals("REVERT_DRIFT"));
    }

    String effective() {
        return processed.orElse(template);
    }

    private static Template parsed(String text) {
        try {
            return TemplateReader.read("template", text);
        } catch (dev.phantom.fault.PhantomException e) {
            throw AwsFault.validation("Template format error: " + e.diagnostic().summary());
        }
    }

    private static Map<String, String> parameters(DeployedStack stack, List<Query> given, MapValue declared) {
        var before = stack.texts("parameters");
        var known = parsed(stack.template()).section("Parameters");
        var result = new LinkedHashMap<String, String>();
        for (var parameter : given) {
            var key = parameter.text("ParameterKey");
            if (declared.get(key) == null) {
                throw AwsFault.validation("Parameters: [" + key + "] do not exist in the template");
            }
            if (!parameter.flag("UsePreviousValue")) {
                result.put(key, parameter.optional("ParameterValue").orElse(""));
            } else if (known.get(key) == null) {
                throw AwsFault.validation("Invalid input for parameter key " + key
                        + ". Cannot specify usePreviousValue as true for a parameter key not in the previous template");
            } else if (before.containsKey(key)) {
                result.put(key, before.getOrDefault(key, ""));
            } else {
                fallback(known, key).ifPresent(v -> result.put(key, v));
            }
        }
        declared.entries().keySet().stream()
                .filter(key -> !result.containsKey(key))
                .forEach(key -> fallback(declared, key).ifPresent(v -> result.put(key, v)));
        var lacking = declared.entries().keySet().stream()
                .filter(key -> !result.containsKey(key))
                .toList();
        if (!lacking.isEmpty()) {
            throw AwsFault.validation("Parameters: " + lacking + " must have values");
        }
        return result;
    }

    private static Optional<String> fallback(MapValue declared, String key) {
        return Optional.ofNullable(declared.get(key)).flatMap(p -> text(p, "Default"));
    }

    private static Optional<String> text(Value parameter, String field) {
        return dev.phantom.sandbox.aws.deploy.Trees.at(parameter, PropertyPath.of(field))
                .flatMap(v -> v instanceof Scalar s ? Optional.of(s.text()) : Optional.empty());
    }
}
