package dev.phantom.datadog;

import dev.phantom.datadog.api.Counted;
import dev.phantom.datadog.api.LogCounts;
import dev.phantom.datadog.api.Search;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Signal.Access.Trail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Which logs tell who used a resource that has no utilisation, by its type, and how they are asked for.
///
/// Datadog's forwarder gives VPC flow logs `source:vpc`, CloudTrail's `source:cloudtrail`, S3's access logs
/// `source:s3`, a load balancer's `source:elb`; logs that come another way have no such tag. So they are found by what
/// Datadog's naming convention calls the one who asks (`network.client.ip`, `http.status_code`;
/// https://docs.datadoghq.com/logs/log_configuration/attributes_naming_convention/) and by the resource's name in any
/// attribute (`*:name`, https://docs.datadoghq.com/logs/search_syntax/).
final class AccessTrail {
    private AccessTrail() {}

    private static final Set<String> NETWORK = Set.of(
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::NetworkAcl",
            "AWS::EC2::NetworkAclEntry",
            "AWS::EC2::VPCEndpoint",
            "AWS::EC2::Route",
            "AWS::EC2::RouteTable");

    private static final Set<String> BUCKETS = Set.of("AWS::S3::Bucket", "AWS::S3::BucketPolicy");

    private static final Pattern AUDITED = Pattern.compile("AWS::(KMS::(Key|Alias)|IAM::.+|SecretsManager::.+"
            + "|SSM::Parameter|S3::(Bucket|BucketPolicy|AccessPoint)|SNS::(Topic|TopicPolicy)|SQS::QueuePolicy"
            + "|Lambda::(Permission|LayerVersionPermission)|ECR::Repository|Logs::ResourcePolicy|Events::EventBusPolicy"
            + "|EC2::VPCEndpoint|Backup::BackupVault)");

    /// What lets people in whose requests the service logs.
    private static final Pattern DOOR = Pattern.compile("AWS::(EC2::SecurityGroup(Ingress|Egress)?"
            + "|EC2::NetworkAcl(Entry)?"
            + "|ElasticLoadBalancing(V2)?::.+|WAFv2::.+|ApiGateway(V2)?::.+|CloudFront::Distribution|Lambda::Url"
            + "|EC2::VPCEndpoint)");

    /// @param noun   in messages: `VPC flow logs`
    /// @param facets by which they are counted, with how many values each
    /// @param whoBy  facets of who, the first that is there counts
    /// @param whatBy facets of what, each told
    record Asked(
            Trail trail,
            String noun,
            String query,
            Map<String, Integer> facets,
            List<String> whoBy,
            Map<String, String> whatBy) {

        String who(Map<String, String> by) {
            return whoBy.stream()
                    .map(facet -> by.getOrDefault(facet, LogCounts.NONE))
                    .filter(value -> !value.equals(LogCounts.NONE))
                    .findFirst()
                    .orElse("unknown");
        }

        /// Whether there may be more callers than were counted: of each facet only the most frequent are.
        boolean cuts(List<Counted> groups) {
            return whoBy.stream().anyMatch(facet -> {
                var seen = groups.stream()
                        .map(group -> group.by().getOrDefault(facet, LogCounts.NONE))
                        .distinct();
                return seen.count() >= facets.getOrDefault(facet, Integer.MAX_VALUE);
            });
        }

        String what(Map<String, String> by) {
            var said = new LinkedHashSet<String>();
            whatBy.forEach((facet, word) -> {
                var value = by.getOrDefault(facet, LogCounts.NONE);
                if (!value.equals(LogCounts.NONE)) {
                    said.add(word.isEmpty() ? value : word + " " + value);
                }
            });
            return said.isEmpty() ? "nothing more is known" : String.join(", ", said);
        }

        /// A rejected packet, a status that says no, a call with an error; of a log without a status its level.
        boolean refused(Map<String, String> by) {
            var status = by.getOrDefault("@http.status_code", LogCounts.NONE);
            return by.getOrDefault("@action", "").equals("REJECT")
                    || status.matches("[45]\\d\\d")
                    || status.equals(LogCounts.NONE)
                            && by.getOrDefault("status", "").matches("warn|error|critical|alert|emergency")
                    || !by.getOrDefault("@errorCode", LogCounts.NONE).equals(LogCounts.NONE);
        }
    }

    /// @param skipped takes what is not asked and why
    static List<Asked> of(Subject subject, Consumer<String> skipped) {
        var found = new ArrayList<Asked>();
        if (NETWORK.contains(subject.type())) {
            FlowTrail.of(subject, skipped).ifPresent(found::add);
        }
        var id = subject.drift().physicalId();
        if (DOOR.matcher(subject.type()).matches()) {
            requests(subject).ifPresent(found::add);
        }
        if (BUCKETS.contains(subject.type()) && !id.isEmpty()) {
            found.add(access(id));
        }
        if (AUDITED.matcher(subject.type()).matches() && !id.isEmpty()) {
            found.add(audit(id));
        }
        return found;
    }

    private static Asked access(String bucket) {
        return new Asked(
                Trail.ACCESS,
                "S3 access logs",
                "(source:s3 OR (@network.client.ip:* @http.status_code:*)) -source:cloudtrail (bucketname:" + bucket
                        + " OR *:" + Search.phrase(bucket) + ")",
                ordered("@network.client.ip", 10, "@http.status_code", 4, "@http.useragent", 5, "@http.referer", 5),
                List.of("@network.client.ip"),
                words("@http.status_code", "status", "@http.useragent", "by", "@http.referer", "from"));
    }

    /// Who asked the service behind a door, as it or its load balancer logs it; the level tells a failed login from
    /// another.
    private static Optional<Asked> requests(Subject subject) {
        var where = new LinkedHashSet<String>();
        var service = subject.stack().service();
        if (!service.isEmpty()) {
            where.add(Search.term("service", service));
        }
        var name = EventScope.shortName(subject.drift().physicalId());
        if (subject.type().startsWith("AWS::ElasticLoadBalancing") && !name.isEmpty()) {
            where.add(Search.term("name", name));
        }
        return where.isEmpty()
                ? Optional.empty()
                : Optional.of(new Asked(
                        Trail.ACCESS,
                        "access logs",
                        "@network.client.ip:* -source:(vpc OR cloudtrail OR s3) (" + String.join(" OR ", where) + ")",
                        ordered("@network.client.ip", 20, "status", 3, "@http.status_code", 4, "@http.useragent", 4),
                        List.of("@network.client.ip"),
                        words("status", "level", "@http.status_code", "status", "@http.useragent", "by")));
    }

    private static Asked audit(String id) {
        var name = id.substring(id.lastIndexOf('/') + 1);
        return new Asked(
                Trail.AUDIT,
                "CloudTrail logs",
                "(source:cloudtrail OR (@eventSource:* @eventName:*)) (" + Search.phrase(name)
                        + (name.matches("[\\w.-]+") ? " OR *:*" + name + "*" : "") + ")",
                ordered(
                        "@eventName",
                        10,
                        "@errorCode",
                        3,
                        "@userIdentity.arn",
                        5,
                        "@userIdentity.sessionContext.sessionIssuer.userName",
                        5),
                List.of("@userIdentity.sessionContext.sessionIssuer.userName", "@userIdentity.arn"),
                words("@eventName", "", "@errorCode", "refused with"));
    }

    static Map<String, Integer> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Integer>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    static Map<String, String> words(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
