package dev.phantom.datadog;

import dev.phantom.datadog.api.LogCounts;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Signal.Access.Trail;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which logs tell who used a resource that has no utilisation, by its type, and how they are asked for.
///
/// Datadog's forwarder gives VPC flow logs `source:vpc` and the attributes `network.client.ip` and
/// `network.destination.*` (https://docs.datadoghq.com/logs/explorer/search_syntax/), CloudTrail's `source:cloudtrail`
/// with its own members beside `evt.name`, S3's access logs `source:s3` with `http.*`.
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

    private static final Pattern INTERFACE = Pattern.compile("(eni|i)-[0-9a-f]{8,17}");
    private static final Pattern VPC = Pattern.compile("vpc-[0-9a-f]{8,17}");
    private static final int IDS = 10;

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

        /// A rejected packet, a status that says no, a call with an error.
        boolean refused(Map<String, String> by) {
            return by.getOrDefault("@action", "").equals("REJECT")
                    || by.getOrDefault("@http.status_code", "").matches("[45]\\d\\d")
                    || !by.getOrDefault("@errorCode", LogCounts.NONE).equals(LogCounts.NONE);
        }
    }

    /// @param skipped takes what is not asked and why
    static List<Asked> of(Subject subject, Consumer<String> skipped) {
        var found = new ArrayList<Asked>();
        if (NETWORK.contains(subject.type())) {
            flow(subject, found, skipped);
        }
        var id = subject.drift().physicalId();
        if (BUCKETS.contains(subject.type()) && !id.isEmpty()) {
            found.add(access(id));
        }
        if (AUDITED.matcher(subject.type()).matches() && !id.isEmpty()) {
            found.add(audit(id));
        }
        return found;
    }

    private static void flow(Subject subject, List<Asked> found, Consumer<String> skipped) {
        var interfaces = interfaces(subject);
        var vpc = ids(subject.live(), VPC).stream().findFirst();
        var ports = ports(subject);
        if (interfaces.isEmpty() && (vpc.isEmpty() || ports.isEmpty())) {
            skipped.accept("no flow log query: flow logs know network interfaces, and neither one of this resource nor"
                    + " a changed port of its VPC is known");
            return;
        }
        // in a whole VPC there is other traffic too: the ports that the change is about
        var where = interfaces.isEmpty()
                ? "(" + phrase(vpc.orElseThrow()) + " OR vpc-id:" + vpc.orElseThrow() + ")"
                : "(" + any(interfaces) + addresses(subject) + ")";
        var query = "source:vpc " + where + (ports.isEmpty() ? "" : " " + among(ports));
        found.add(new Asked(
                Trail.FLOW,
                "VPC flow logs",
                query,
                ordered("@network.client.ip", 60, "@network.destination.port", 5, "@action", 2),
                List.of("@network.client.ip"),
                words("@network.destination.port", "port", "@action", "")));
    }

    private static Asked access(String bucket) {
        return new Asked(
                Trail.ACCESS,
                "S3 access logs",
                "source:s3 (bucketname:" + bucket + " OR " + phrase(bucket) + ")",
                ordered("@network.client.ip", 10, "@http.status_code", 4, "@http.useragent", 5, "@http.referer", 5),
                List.of("@network.client.ip"),
                words("@http.status_code", "status", "@http.useragent", "by", "@http.referer", "from"));
    }

    private static Asked audit(String id) {
        var name = id.substring(id.lastIndexOf('/') + 1);
        return new Asked(
                Trail.AUDIT,
                "CloudTrail logs",
                "source:cloudtrail (" + phrase(name) + (name.matches("[\\w.-]+") ? " OR *:*" + name + "*" : "") + ")",
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

    /// Interfaces and instances of the stack that carry the resource, and of the resource itself.
    private static Set<String> interfaces(Subject subject) {
        var id = subject.drift().physicalId();
        var found = new LinkedHashSet<>(ids(subject.live(), INTERFACE));
        subject.models().all().values().forEach(model -> {
            var live = model.live();
            if (!id.isEmpty() && mentions(live.properties(), id)) {
                found.addAll(ids(live.properties(), INTERFACE));
                if (INTERFACE.matcher(live.physicalId()).matches()) {
                    found.add(live.physicalId());
                }
            }
        });
        return found.stream().limit(IDS).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Private addresses of what carries the resource, as more that a search may find: an instance is not named in flow
    /// logs of the usual format.
    private static String addresses(Subject subject) {
        var id = subject.drift().physicalId();
        return subject.models().all().values().stream()
                .map(model -> model.live().properties())
                .filter(live -> !id.isEmpty() && mentions(live, id))
                .flatMap(live -> java.util.stream.Stream.of("PrivateIp", "PrivateIpAddress", "PrimaryPrivateIpAddress")
                        .map(live.entries()::get))
                .flatMap(value -> value instanceof Scalar s && s.text().matches("[0-9.]{7,15}")
                        ? java.util.stream.Stream.of(s.text())
                        : java.util.stream.Stream.empty())
                .distinct()
                .limit(IDS)
                .map(ip -> " OR @network.destination.ip:" + ip)
                .collect(Collectors.joining());
    }

    /// Ports that the changed values name.
    private static Set<Integer> ports(Subject subject) {
        var found = new TreeSet<Integer>();
        for (var side : List.of(subject.declared(), subject.live())) {
            subject.drift()
                    .changes()
                    .forEach(c -> side.entries().forEach((key, value) -> {
                        if (c.path().toString().startsWith("/" + key)) {
                            ports(value, found);
                        }
                    }));
        }
        return found.size() > IDS ? Set.of() : found;
    }

    private static void ports(Value value, Set<Integer> found) {
        switch (value) {
            case MapValue map ->
                map.entries().forEach((key, item) -> {
                    if (key.matches("FromPort|ToPort|From|To")
                            && item instanceof Scalar s
                            && s.text().matches("\\d{1,5}")) {
                        found.add(Integer.valueOf(s.text()));
                    } else {
                        ports(item, found);
                    }
                });
            case ListValue list -> list.items().forEach(item -> ports(item, found));
            case Scalar s -> {}
            case Value.Reference r -> {}
            case Value.Intrinsic i -> {}
            case Value.Unknown u -> {}
            case Value.Sensitive s -> {}
        }
    }

    private static boolean mentions(Value value, String id) {
        return scalars(value).contains(id);
    }

    private static Set<String> ids(Value value, Pattern form) {
        return scalars(value).stream()
                .filter(text -> form.matcher(text).matches())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> scalars(Value value) {
        return switch (value) {
            case Scalar s -> List.of(s.text());
            case MapValue map ->
                map.entries().values().stream()
                        .flatMap(v -> scalars(v).stream())
                        .toList();
            case ListValue list ->
                list.items().stream().flatMap(v -> scalars(v).stream()).toList();
            case Value.Reference r -> scalars(r.known());
            case Value.Intrinsic i -> List.of();
            case Value.Unknown u -> List.of();
            case Value.Sensitive s -> List.of();
        };
    }

    private static String phrase(String text) {
        return '"' + text.replaceAll("[\"\\\\\\p{Cntrl}]", "?") + '"';
    }

    private static String any(Set<String> ids) {
        return ids.stream().map(AccessTrail::phrase).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String among(Set<Integer> ports) {
        return "@network.destination.port:("
                + ports.stream().map(String::valueOf).collect(Collectors.joining(" OR ")) + ")";
    }

    private static Map<String, Integer> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Integer>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    private static Map<String, String> words(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
