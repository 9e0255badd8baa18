package dev.phantom.iac.cloudformation.template;

import dev.phantom.iac.Resource;
import dev.phantom.iac.Synthesis;
import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What the CDK leaves of itself in a template. Source: AWS CDK guide, "AWS CloudFormation resource metadata" and
/// "Bootstrapping".
public final class CdkMetadata {

    private static final String PATH = "aws:cdk:path";
    private static final String ANALYTICS = "AWS::CDK::Metadata";
    private static final String BOOTSTRAP = "CheckBootstrapVersion";

    private CdkMetadata() {}

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
}
