package dev.phantom.aws;

import dev.phantom.iac.Partition;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/// Where CloudTrail writes the events of a resource: in its region, or, for a service that has one control plane in a
/// partition, in the region of that one. The SDK's endpoint table says which: us-east-1, us-gov-west-1, in China
/// Beijing
/// for IAM and Ningxia for CloudFront and Route 53 (docs.amazonaws.cn/en_us/aws/latest/userguide/cloudtrail.html).
final class EventRegion {
    private EventRegion() {}

    /// Prefix of the types, and the SDK's name of the service.
    private static final Map<String, String> GLOBAL = Map.of(
            "AWS::IAM::", "iam",
            "AWS::CloudFront::", "cloudfront",
            "AWS::Route53::", "route53",
            "AWS::Organizations::", "organizations");

    static String of(String type, String region) {
        return GLOBAL.entrySet().stream()
                .filter(service -> type.startsWith(service.getKey()))
                .map(service -> home(service.getValue(), region))
                .findFirst()
                .orElse(region);
    }

    private static String home(String service, String region) {
        var global = Region.of(Partition.of(region).id() + "-global");
        var home = ServiceMetadata.of(service).signingRegion(global).id();
        return home.endsWith("-global") ? region : home;
    }
}
