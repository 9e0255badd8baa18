package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.CRITICAL;
import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.PolicyDocument.Statement;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.PropertyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A resource policy that admits everybody, or that no longer refuses what it refused.
public final class PublicResourcePolicy implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-012",
            "a resource policy admits everybody",
            "A principal of * without a condition is the whole world, other AWS accounts included. Critical where data lies "
                    + "behind it, else high.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2");

    /// Where a type keeps its policy, and how bad it is when everybody may pass.
    private record Holder(String property, Severity level) {}

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

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(String type, PropertyView model, String environment) {
        var holder = HOLDERS.get(type);
        if (holder == null) {
            return List.of();
        }
        var risks = new ArrayList<Risk>();
        var statements = PolicyDocument.of(model.at(holder.property())).statements();
        for (int i = 0; i < statements.size(); i++) {
            var path = PropertyPath.of(holder.property(), "Statement").child(i);
            if (admitsEverybody(statements.get(i))) {
                for (var action : statements.get(i).actions()) {
                    risks.add(new Risk("everybody " + action, path, holder.level(), "everybody may " + action));
                }
            }
        }
        return risks;
    }

    @Override
    public boolean covers(Risk safe, Risk live) {
        return RiskRule.super.covers(safe, live) || safe.key().equals("everybody *");
    }

    private static boolean admitsEverybody(Statement statement) {
        return statement.allows() && statement.anyPrincipal() && !statement.conditioned();
    }
}
