package dev.phantom.iac;

import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a CDK-made template says of the program that made it. Such a file is written anew by each synthesis, so nothing
/// in it is worth an edit. Source: AWS CDK guide, "AWS CloudFormation resource metadata" and "Bootstrapping".
///
/// @param byCdk      somebody's program wrote the template
/// @param constructs path of the construct (`Shop/Orders/Resource`) by logical id; a resource may have none
public record Synthesis(boolean byCdk, Map<String, String> constructs) {

    private static final String PATH = "aws:cdk:path";
    private static final String ANALYTICS = "AWS::CDK::Metadata";
    private static final String BOOTSTRAP = "CheckBootstrapVersion";

    public Synthesis {
        constructs = Map.copyOf(constructs);
    }

    public static Synthesis of(Template template) {
        var constructs = new LinkedHashMap<String, String>();
        boolean marked = template.section("Rules").entries().containsKey(BOOTSTRAP);
        for (var resource : template.resources().values()) {
            construct(resource).ifPresent(path -> constructs.put(resource.logicalId(), path));
            marked |= resource.type().equals(ANALYTICS);
        }
        var all = !constructs.isEmpty()
                && constructs.keySet().equals(template.resources().keySet());
        return new Synthesis(marked || all, constructs);
    }

    /// The construct that the resource itself names.
    public static Optional<String> construct(Resource resource) {
        return resource.attributes().get("Metadata") instanceof Value.MapValue metadata
                        && metadata.get(PATH) instanceof Value.Scalar path
                        && !path.text().isBlank()
                ? Optional.of(path.text())
                : Optional.empty();
    }

    public Optional<String> construct(String logicalId) {
        return Optional.ofNullable(constructs.get(logicalId));
    }
}
