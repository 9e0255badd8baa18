package dev.phantom.datadog;

import dev.phantom.datadog.AccessTrail.Asked;
import dev.phantom.datadog.api.Search;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Signal.Access.Trail;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Flow logs of what carries a network resource, on the ports that its change is about.
final class FlowTrail {
    private FlowTrail() {}

    private static final Pattern INTERFACE = Pattern.compile("(eni|i)-[0-9a-f]{8,17}");
    private static final Pattern VPC = Pattern.compile("vpc-[0-9a-f]{8,17}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}");
    private static final Set<String> ADDRESSES = Set.of("PrivateIp", "PrivateIpAddress", "PrimaryPrivateIpAddress");
    private static final int MOST = 10;

    /// Flow logs that come past Datadog's forwarder have no `source:vpc`; a destination port they all have.
    private static final String FLOWS = "(source:vpc OR (@network.client.ip:* @network.destination.port:*))";

    /// @param skipped takes why nothing is asked
    static Optional<Asked> of(Subject subject, Consumer<String> skipped) {
        var interfaces = most(interfaces(subject), "network interfaces or instances", skipped);
        var vpc = ids(scalars(subject.live()), VPC).stream().findFirst().orElse("");
        var ports = ChangedPorts.of(subject);
        if (interfaces.isEmpty() && (vpc.isEmpty() || ports.isEmpty())) {
            skipped.accept("no flow log query: flow logs know network interfaces, and neither one of this resource nor"
                    + " a changed port of its VPC is known");
            return Optional.empty();
        }
        // in a whole VPC there is other traffic too: the ports that the change is about
        var where = interfaces.isEmpty()
                ? anywhere(vpc) + " OR vpc-id:" + vpc
                : among(interfaces) + addresses(subject, skipped);
        var query = FLOWS + " (" + where + ")"
                + (ports.isEmpty()
                        ? ""
                        : " ("
                                + ports.stream()
                                        .limit(MOST)
                                        .map(ChangedPorts.Range::search)
                                        .collect(Collectors.joining(" OR "))
                                + ")");
        if (ports.size() > MOST) {
            skipped.accept(
                    "VPC flow logs: %d more changed port ranges were not asked for".formatted(ports.size() - MOST));
        }
        return Optional.of(new Asked(
                Trail.FLOW,
                "VPC flow logs",
                query,
                AccessTrail.ordered("@network.client.ip", 60, "@network.destination.port", 5, "@action", 2),
                List.of("@network.client.ip"),
                AccessTrail.words("@network.destination.port", "port", "@action", "")));
    }

    /// Interfaces and instances of the stack that carry the resource, and of the resource itself. An ingress or egress
    /// of its own is carried by what its group is.
    private static Set<String> interfaces(Subject subject) {
        var carried = carried(subject);
        var found = ids(scalars(subject.live()), INTERFACE);
        subject.models().all().values().forEach(model -> {
            var live = model.live();
            if (mentions(live.properties(), carried)) {
                found.addAll(ids(scalars(live.properties()), INTERFACE));
                found.addAll(ids(Stream.of(live.physicalId()), INTERFACE));
            }
        });
        return found;
    }

    private static List<String> most(Collection<String> all, String what, Consumer<String> skipped) {
        if (all.size() > MOST) {
            skipped.accept("VPC flow logs: %d more %s were not asked for".formatted(all.size() - MOST, what));
        }
        return all.stream().limit(MOST).toList();
    }

    private static Set<String> carried(Subject subject) {
        var ids = new LinkedHashSet<String>();
        ids.add(subject.drift().physicalId());
        Stream.of("GroupId", "NetworkAclId", "RouteTableId")
                .map(subject.live().entries()::get)
                .flatMap(value -> value == null ? Stream.empty() : scalars(value))
                .forEach(ids::add);
        ids.remove("");
        return ids;
    }

    /// Private addresses of what carries the resource, as more that a search may find: an instance is not named in flow
    /// logs of the usual format.
    private static String addresses(Subject subject, Consumer<String> skipped) {
        var carried = carried(subject);
        var found = subject.models().all().values().stream()
                .map(model -> model.live().properties())
                .filter(live -> mentions(live, carried))
                .flatMap(live -> ADDRESSES.stream().sorted().map(live.entries()::get))
                .flatMap(value -> value == null ? Stream.empty() : scalars(value))
                .filter(text -> ADDRESS.matcher(text).matches())
                .distinct()
                .toList();
        return most(found, "private addresses", skipped).stream()
                .map(ip -> " OR @network.destination.ip:" + ip)
                .collect(Collectors.joining());
    }

    private static boolean mentions(Value value, Set<String> ids) {
        return scalars(value).anyMatch(ids::contains);
    }

    private static Set<String> ids(Stream<String> texts, Pattern form) {
        return texts.filter(text -> form.matcher(text).matches()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String among(Collection<String> ids) {
        return ids.stream().map(FlowTrail::anywhere).collect(Collectors.joining(" OR "));
    }

    /// In the line or in any attribute of it.
    private static String anywhere(String id) {
        return "*:" + Search.phrase(id);
    }

    static Stream<String> scalars(Value value) {
        return switch (value) {
            case Scalar s -> Stream.of(s.text());
            case MapValue map -> map.entries().values().stream().flatMap(FlowTrail::scalars);
            case ListValue list -> list.items().stream().flatMap(FlowTrail::scalars);
            case Value.Reference r -> scalars(r.known());
            case Value.Intrinsic i -> Stream.empty();
            case Value.Unknown u -> Stream.empty();
            case Value.Sensitive s -> Stream.empty();
        };
    }
}
