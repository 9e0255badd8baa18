package dev.phantom.severity.rules;

import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The traffic that one rule of a firewall admits.
///
/// @param protocol `tcp`, `udp`, `icmp`, a number that has no name here, `-1` for all
/// @param from     of the ports; 0 to 65535 where the protocol has none
record PortRange(String protocol, int from, int to) {
    private static final int LAST = 65_535;

    /// IANA's numbers of those that rules name:
    /// https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml
    private static final Map<String, String> PROTOCOLS =
            Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "icmpv6", "132", "sctp", "all", "-1");

    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp", "sctp", "-1");

    /// Security Hub control EC2.19, and the ports of what AWS sells managed beside it (Redshift, Redis, Memcached,
    /// MongoDB).
    private static final List<Integer> HIGH_RISK = List.of(
            20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 1521, 3000, 3306, 3389, 4333, 5000, 5432, 5439, 5500,
            5601, 6379, 8080, 8088, 8888, 9200, 9300, 11211, 27017);

    private static final Map<Integer, String> NAMES = Map.of(
            22,
            "SSH",
            3389,
            "RDP",
            3306,
            "MySQL",
            5432,
            "PostgreSQL",
            1433,
            "SQL Server",
            1521,
            "Oracle",
            6379,
            "Redis",
            27017,
            "MongoDB",
            9200,
            "Elasticsearch");

    /// Of a rule of a security group.
    static PortRange of(PropertyView rule) {
        return of(rule, "IpProtocol", port(rule, "FromPort"), port(rule, "ToPort"));
    }

    /// Of a rule of a fleet, which calls the protocol by another name.
    static PortRange ofFleet(PropertyView rule) {
        return of(rule, "Protocol", port(rule, "FromPort"), port(rule, "ToPort"));
    }

    /// Of an entry of a network ACL.
    static PortRange ofEntry(PropertyView entry) {
        return of(entry, "Protocol", port(entry, "PortRange", "From"), port(entry, "PortRange", "To"));
    }

    /// -1 where nothing says it.
    private static int port(PropertyView rule, String... keys) {
        return rule.number(keys).map(BigDecimal::intValue).orElse(-1);
    }

    private static PortRange of(PropertyView rule, String protocol, int from, int last) {
        var said = rule.text(protocol).orElse("-1").strip().toLowerCase(Locale.ROOT);
        var name = PROTOCOLS.getOrDefault(said, said);
        // what ends before it begins is no range that AWS takes: it is not the milder one
        var unknown = last >= 0 && last < from;
        return name.equals("-1") || from < 0 || unknown || !WITH_PORTS.contains(name)
                ? new PortRange(name, 0, LAST)
                : new PortRange(name, from, Math.max(from, last));
    }

    String key() {
        return protocol + " " + from + " " + to;
    }

    static PortRange parse(String key) {
        var parts = key.split(" ", 3);
        return new PortRange(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    boolean contains(PortRange other) {
        return (protocol.equals("-1") || protocol.equals(other.protocol)) && from <= other.from && to >= other.to;
    }

    boolean hasPorts() {
        return WITH_PORTS.contains(protocol);
    }

    boolean everyPort() {
        return hasPorts() && from == 0 && to == LAST;
    }

    boolean highRisk() {
        return hasPorts() && HIGH_RISK.stream().anyMatch(this::admits);
    }

    /// Remote administration: SSH and RDP.
    boolean administers() {
        return hasPorts() && (admits(22) || admits(3389));
    }

    /// Nothing but the ports at which web servers are meant to be found: those that Security Hub's EC2.18 permits.
    boolean web() {
        return protocol.equals("tcp") && from == to && (from == 80 || from == 443);
    }

    private boolean admits(int port) {
        return from <= port && port <= to;
    }

    /// With its verb.
    String words() {
        if (!hasPorts()) {
            return (protocol.matches("\\d+") ? "protocol " + protocol : protocol) + " is";
        }
        if (everyPort()) {
            return (protocol.equals("-1") ? "every port of every protocol" : "every " + protocol + " port") + " is";
        }
        if (from == to) {
            var name = NAMES.getOrDefault(from, "");
            return "port %d/%s%s is".formatted(from, protocol, name.isEmpty() ? "" : " (" + name + ")");
        }
        return "ports %d to %d/%s are".formatted(from, to, protocol);
    }
}
