package dev.phantom.severity.rules;

import dev.phantom.value.PropertyView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The ports of one ingress rule.
///
/// @param protocol `tcp`, `udp`, `icmp`, `-1` for all
record PortRange(String protocol, int from, int to) {
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

    static PortRange of(PropertyView rule) {
        var protocol = rule.text("IpProtocol").orElse("-1").toLowerCase(Locale.ROOT);
        var name = switch (protocol) {
            case "6" -> "tcp";
            case "17" -> "udp";
            case "all" -> "-1";
            default -> protocol;
        };
        int from = rule.number("FromPort").map(BigDecimal::intValue).orElse(-1);
        int to = rule.number("ToPort").map(BigDecimal::intValue).orElse(from);
        return name.equals("-1") || from < 0
                ? new PortRange(name, 0, 65_535)
                : new PortRange(name, from, Math.max(from, to));
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

    boolean highRisk() {
        return !protocol.startsWith("icmp") && HIGH_RISK.stream().anyMatch(p -> from <= p && p <= to);
    }

    String words() {
        if (from == 0 && to == 65_535) {
            return (protocol.equals("-1") ? "every port of every protocol" : "every " + protocol + " port") + " is";
        }
        if (from == to) {
            var name = NAMES.getOrDefault(from, "");
            return "port %d/%s%s is".formatted(from, protocol, name.isEmpty() ? "" : " (" + name + ")");
        }
        return "ports %d to %d/%s are".formatted(from, to, protocol);
    }
}
