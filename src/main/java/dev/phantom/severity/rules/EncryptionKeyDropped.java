package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;

/// The customer's own encryption, or its key, is gone: what remains is AWS's default, without the key's policy and
/// trail.
final class EncryptionKeyDropped implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-005",
            "the own encryption key is gone",
            "AWS's default key protects the medium only: access can no longer be refused, audited or revoked by the key.",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html");

    private static final List<Guard> GUARDS = List.of(
            Guard.present(
                    "AWS::S3::Bucket", "/BucketEncryption", MEDIUM, "the bucket's own encryption setting is gone"),
            Guard.present("AWS::SQS::Queue AWS::SNS::Topic", "/KmsMasterKeyId", MEDIUM, "messages lost their own key"),
            Guard.present(
                    "AWS::Logs::LogGroup AWS::SecretsManager::Secret AWS::Redshift::Cluster AWS::SageMaker::EndpointConfig"
                            + " AWS::CloudTrail::Trail",
                    "/KmsKeyId",
                    MEDIUM,
                    "the resource lost its own key"),
            Guard.present(
                    "AWS::CloudTrail::Trail AWS::Lambda::Function",
                    "/KMSKeyId",
                    MEDIUM,
                    "the resource lost its own key"));

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(String type, PropertyView model, String environment) {
        return Guard.risks(GUARDS, type, model);
    }
}
