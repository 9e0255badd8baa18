package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.control.EmbeddedControls;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who stands behind a security group, as far as the stack tells: whether the internet gets to them, and what they are.
/// That nobody in the stack uses the group proves nothing, others may.
///
/// @param kind  how far the internet gets
/// @param users types of those who use the group
record NetworkReach(Kind kind, List<String> users) {

    enum Kind {
        /// Somebody with a public address or endpoint uses it.
        PUBLIC("on a public address"),
        /// All who use it have private addresses only.
        PRIVATE("on private addresses only"),
        /// Nobody in the stack says.
        UNKNOWN("reachability unknown");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final Set<String> RULES = Set.of("AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress");

    static NetworkReach of(Subject subject) {
        var group = group(subject);
        var users = group.stream()
                .flatMap(id -> subject.models().referencing(id).stream())
                .flatMap(id -> Optional.ofNullable(subject.models().all().get(id)).stream())
                .map(model -> model.live())
                .filter(live -> !RULES.contains(live.type()) && !live.type().equals("AWS::EC2::SecurityGroup"))
                .toList();
        var kinds = users.stream().map(NetworkReach::kind).distinct().toList();
        var kind = kinds.contains(Kind.PUBLIC)
                ? Kind.PUBLIC
                : kinds.equals(List.of(Kind.PRIVATE)) ? Kind.PRIVATE : Kind.UNKNOWN;
        return new NetworkReach(
                kind, users.stream().map(LiveResource::type).distinct().toList());
    }

    /// Whether all that use it are load balancers.
    boolean balanced() {
        return !users.isEmpty() && users.stream().allMatch(type -> type.endsWith("::LoadBalancer"));
    }

    /// What data is behind it: `database`.
    Optional<String> data() {
        var data = EmbeddedControls.controls().levels().data();
        return users.stream()
                .filter(type -> !type.equals("AWS::EC2::Instance"))
                .flatMap(type -> Optional.ofNullable(data.get(type)).stream())
                .findFirst();
    }

    private static Optional<String> group(Subject subject) {
        if (!RULES.contains(subject.type())) {
            return Optional.of(subject.drift().logicalId());
        }
        return new PropertyView(subject.declared())
                .raw("GroupId")
                .flatMap(v -> v instanceof Value.Reference r ? Optional.of(r.logicalId()) : Optional.empty());
    }

    private static Kind kind(LiveResource user) {
        var model = new PropertyView(user.properties());
        return switch (user.type()) {
            case "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer" ->
                kind(!model.text("Scheme").orElse("internet-facing").equals("internal"));
            case "AWS::RDS::DBInstance",
                    "AWS::RDS::DBCluster",
                    "AWS::Redshift::Cluster",
                    "AWS::DMS::ReplicationInstance" ->
                model.flag("PubliclyAccessible").map(NetworkReach::kind).orElse(Kind.UNKNOWN);
            case "AWS::EC2::Instance" -> instance(model);
            case "AWS::ECS::Service" ->
                kind(model.flag("NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp")
                        .orElse(false));
            case "AWS::Lambda::Function",
                    "AWS::ElastiCache::ReplicationGroup",
                    "AWS::ElastiCache::CacheCluster",
                    "AWS::MemoryDB::Cluster",
                    "AWS::DocDB::DBCluster",
                    "AWS::EFS::MountTarget" -> Kind.PRIVATE;
            default -> Kind.UNKNOWN;
        };
    }

    private static Kind instance(PropertyView model) {
        var asked = model.items("NetworkInterfaces").stream()
                .flatMap(i -> i.flag("AssociatePublicIpAddress").stream())
                .toList();
        return Stream.of("PublicIp", "PublicIpAddress")
                                .anyMatch(k -> model.text(k).isPresent())
                        || asked.contains(true)
                ? Kind.PUBLIC
                : asked.isEmpty() ? Kind.UNKNOWN : Kind.PRIVATE;
    }

    private static Kind kind(boolean isPublic) {
        return isPublic ? Kind.PUBLIC : Kind.PRIVATE;
    }
}
