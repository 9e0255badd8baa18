package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.CRITICAL;
import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.PolicyDocument.Statement;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The policy that a resource carries itself, which says who may use it.
///
/// @param property where the type keeps it
/// @param worst    how bad it is when everybody may pass
record ResourcePolicy(String property, Severity worst, List<Statement> all) {

    /// A statement, and where it stands.
    record Placed(Statement statement, PropertyPath path) {}

    private record Holder(String property, Severity worst) {}

    private static final Map<String, Holder> HOLDERS = Map.ofEntries(
            Map.entry("AWS::S3::BucketPolicy", new Holder("PolicyDocument", CRITICAL)),
            Map.entry("AWS::S3::AccessPoint", new Holder("Policy", CRITICAL)),
            Map.entry("AWS::ECR::Repository", new Holder("RepositoryPolicyText", CRITICAL)),
            Map.entry("AWS::SecretsManager::ResourcePolicy", new Holder("ResourcePolicy", CRITICAL)),
            Map.entry("AWS::KMS::Key", new Holder("KeyPolicy", HIGH)),
            Map.entry("AWS::SQS::QueuePolicy", new Holder("PolicyDocument", HIGH)),
            Map.entry("AWS::SNS::TopicPolicy", new Holder("PolicyDocument", HIGH)),
            Map.entry("AWS::Events::EventBusPolicy", new Holder("Statement", HIGH)),
            Map.entry("AWS::EFS::FileSystem", new Holder("FileSystemPolicy", HIGH)),
            Map.entry("AWS::Elasticsearch::Domain", new Holder("AccessPolicies", HIGH)),
            Map.entry("AWS::OpenSearchService::Domain", new Holder("AccessPolicies", HIGH)),
            Map.entry("AWS::ApiGateway::RestApi", new Holder("Policy", MEDIUM)));

    static Optional<ResourcePolicy> of(String type, PropertyView model) {
        return Optional.ofNullable(HOLDERS.get(type))
                .map(holder -> new ResourcePolicy(
                        holder.property(),
                        holder.worst(),
                        PolicyDocument.of(model.at(holder.property())).statements()));
    }

    Stream<Placed> statements() {
        return IntStream.range(0, all.size())
                .mapToObj(i -> new Placed(
                        all.get(i), PropertyPath.of(property, "Statement").child(i)));
    }
}
