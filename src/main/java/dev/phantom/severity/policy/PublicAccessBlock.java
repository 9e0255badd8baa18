package dev.phantom.severity.policy;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyView;
import java.util.List;

/// A bucket that restricts public policies lets only its own account and services use one.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
final class PublicAccessBlock {
    private PublicAccessBlock() {}

    static List<PolicyRisk> heldBack(Subject subject, List<PolicyRisk> risks) {
        if (risks.stream().noneMatch(r -> r.topic() == Topic.PUBLIC) || !restricts(subject)) {
            return risks;
        }
        return risks.stream()
                .map(r -> r.topic() == Topic.PUBLIC
                        ? new PolicyRisk(
                                r.topic(),
                                r.path(),
                                Severity.MEDIUM,
                                r.title() + ", held back by the public access block alone")
                        : r)
                .toList();
    }

    private static boolean restricts(Subject subject) {
        var live = new PropertyView(subject.live());
        return switch (subject.type()) {
            case "AWS::S3::BucketPolicy" ->
                live.raw("Bucket")
                        .flatMap(subject.models()::live)
                        .flatMap(bucket -> new PropertyView(bucket)
                                .flag("PublicAccessBlockConfiguration", "RestrictPublicBuckets"))
                        .orElse(false);
            case "AWS::S3::AccessPoint" ->
                live.text("VpcConfiguration", "VpcId").isPresent()
                        || live.flag("PublicAccessBlockConfiguration", "RestrictPublicBuckets")
                                .orElse(false);
            case String other -> false;
        };
    }
}
