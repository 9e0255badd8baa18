package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.CRITICAL;
import static dev.phantom.severity.Severity.HIGH;

import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.Set;

/// S3's public access block switched off, or a public canned ACL set.
final class BucketPublicAccess implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-003",
            "a bucket's protection against public access is off",
            "Without the public access block one wrong policy or ACL publishes the bucket's objects.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8");

    private static final String TYPES = "AWS::S3::Bucket AWS::S3::AccessPoint";
    private static final String BLOCK = "/PublicAccessBlockConfiguration/";
    private static final List<Guard> GUARDS = List.of(
            Guard.flag(TYPES, BLOCK + "BlockPublicAcls", HIGH, "public ACLs are no longer blocked"),
            Guard.flag(TYPES, BLOCK + "BlockPublicPolicy", HIGH, "public bucket policies are no longer blocked"),
            Guard.flag(TYPES, BLOCK + "IgnorePublicAcls", HIGH, "public ACLs are no longer ignored"),
            Guard.flag(
                    TYPES,
                    BLOCK + "RestrictPublicBuckets",
                    HIGH,
                    "access through a public policy is no longer restricted"),
            Guard.not(
                    TYPES,
                    "/AccessControl",
                    Set.of("PublicRead", "PublicReadWrite", "AuthenticatedRead"),
                    CRITICAL,
                    "the bucket's ACL is public"));

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(String type, PropertyView model, String environment) {
        return Guard.risks(GUARDS, type, model);
    }
}
