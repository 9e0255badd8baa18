package dev.phantom.aws.doctor;

import java.util.Collection;
import java.util.List;

/// Where a policy holds: in one account, in some regions.
///
/// @param account twelve digits; empty if it is not known, then nothing is held to a place
/// @param regions empty for every region
public record PolicyScope(String account, List<String> regions) {

    /// Not known.
    public static final PolicyScope ANYWHERE = new PolicyScope("", List.of());

    public PolicyScope {
        regions = regions.stream().filter(r -> !r.isEmpty()).distinct().sorted().toList();
    }

    /// The ARNs that a scope means here: `sqs/RA` is `arn:aws:sqs:us-east-1:111122223333:*`. None if only `*` will do.
    ///
    /// @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Resource: no
    /// wildcard for the service</a>
    List<String> arns(Collection<String> scopes) {
        return account.isEmpty()
                ? List.of()
                : scopes.stream()
                        .flatMap(scope -> regions(scope).stream().map(region -> arn(scope, region)))
                        .toList();
    }

    private List<String> regions(String scope) {
        var parts = scope.substring(scope.indexOf('/') + 1);
        return parts.startsWith("R") ? regions.isEmpty() ? List.of("*") : regions : List.of("");
    }

    private String arn(String scope, String region) {
        var slash = scope.indexOf('/');
        return "arn:" + partition() + ":" + scope.substring(0, slash) + ":" + region + ":"
                + (scope.endsWith("A") ? account : "") + ":*";
    }

    /// @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs: partitions</a>
    String partition() {
        var region = regions.isEmpty() ? "" : regions.getFirst();
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }
}
