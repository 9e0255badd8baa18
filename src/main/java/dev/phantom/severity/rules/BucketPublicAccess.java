package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// S3's public access block switched off, or a public canned ACL set.
final class BucketPublicAccess implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-003",
            "a bucket's protection against public access is off",
            "Without the public access block one wrong policy or ACL publishes the bucket's objects.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8");

    @Override
    public Card card() {
        return CARD;
    }

    /// The canned ACL is written and never read, so it is no protection that a comparison can watch.
    private static final Set<String> PUBLIC = Set.of("PublicRead", "PublicReadWrite", "AuthenticatedRead");

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        var risks = new ArrayList<>(LostProtections.risks(CARD.id(), subject.facts(), model));
        if (subject.type().equals("AWS::S3::Bucket")
                && model.text("AccessControl")
                        .filter(acl -> PUBLIC.stream().anyMatch(acl::equalsIgnoreCase))
                        .isPresent()) {
            risks.add(new Risk(
                    "public ACL", PropertyPath.of("AccessControl"), Severity.CRITICAL, "the bucket's ACL is public"));
        }
        return risks;
    }
}
