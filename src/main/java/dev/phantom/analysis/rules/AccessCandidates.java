package dev.phantom.analysis.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What of an access that live grants and the repository does not was used: the addresses that came, the calls that
/// were
/// made, who of an account made them. The element that was added takes the narrower value.
final class AccessCandidates {
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?\\b");
    private static final Pattern SESSION = Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):assumed-role/([^/]+)/.*");
    private static final int MOST_ACTIONS = 8;

    private AccessCandidates() {}

    static List<Offer> of(Drift drift, Window window, Evidence evidence) {
        var lasting = LetIn.uses(drift, window, evidence).lasting(window);
        var all = new ArrayList<Offer>();
        inline(drift, lasting).ifPresent(all::add);
        for (var change : drift.changes()) {
            if (change instanceof Change.Add add && add.actual().settled() instanceof MapValue map) {
                range(add, map, lasting, evidence).ifPresent(all::add);
                statement(add, map, lasting).ifPresent(all::add);
            }
        }
        return List.copyOf(all);
    }

    /// A rule for traffic, for the addresses that came; else for those that a notice names.
    private static Optional<Offer> range(Change.Add add, MapValue rule, Uses lasting, Evidence evidence) {
        var given = AlarmSetting.text(rule, "CidrIp");
        if (!given.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
            return Optional.empty();
        }
        var came = lasting.all().stream()
                .map(Uses.Use::who)
                .filter(a -> ADDRESS.matcher(a).lookingAt())
                .distinct()
                .toList();
        var used = !came.isEmpty();
        var addresses = used ? came : named(evidence, given);
        return common(given, addresses)
                .map(narrow -> new Offer(
                        add.path(),
                        with(rule, "CidrIp", Value.string(narrow)),
                        "%s is all of %s that %s"
                                .formatted(narrow, given, used ? "came until now" : "the record names")));
    }

    private static List<String> named(Evidence evidence, String given) {
        return evidence.exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Event v
                        && v.kind() == Signal.Event.Kind.OTHER
                        && !v.source().equals("cloudtrail")
                        && !Instruction.in(v.summary()))
                .flatMap(e -> ADDRESS.matcher(e.signal().summary()).results().map(MatchResult::group))
                .filter(a -> LetIn.within(given, a))
                .distinct()
                .toList();
    }

    /// The narrowest range of whole octets that holds them all, if it is narrower than the given one.
    private static Optional<String> common(String given, List<String> addresses) {
        if (addresses.size() == 1 && addresses.getFirst().contains("/")) {
            return addresses.stream().filter(one -> bits(one) > bits(given)).findFirst();
        }
        int bits = bits(given);
        return Stream.of(32, 24, 16)
                .filter(n -> n > bits && !addresses.isEmpty())
                .map(n -> network(addresses.getFirst(), n))
                .filter(range -> addresses.stream().allMatch(a -> LetIn.within(range, a)))
                .filter(range -> addresses.stream().noneMatch(a -> a.contains("/")) || !range.endsWith("/32"))
                .findFirst();
    }

    private static int bits(String range) {
        return Integer.parseInt(range.substring(range.indexOf('/') + 1));
    }

    private static String network(String address, int bits) {
        var parts = address.replaceAll("/.*", "").split("\\.");
        var kept = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            kept.add(i * 8 < bits ? parts[i] : "0");
        }
        return String.join(".", kept) + "/" + bits;
    }

    /// A statement that allows all calls of a service, for those that were made; one for a whole account, for who of it
    /// made them.
    private static Optional<Offer> statement(Change.Add add, MapValue statement, Uses lasting) {
        if (!AlarmSetting.text(statement, "Effect").equals("Allow") || lasting.none()) {
            return Optional.empty();
        }
        var narrow = statement;
        var said = new ArrayList<String>();
        var service = AlarmSetting.text(statement, "Action");
        if (service.matches("[a-z0-9-]+:\\*")) {
            var prefix = service.substring(0, service.length() - 1);
            var calls = lasting.all().stream()
                    .map(Uses.Use::what)
                    .map(call -> call.indexOf(':') < 0 ? prefix + call : call)
                    .filter(call -> call.startsWith(prefix))
                    .filter(a -> a.matches("[a-z0-9-]+:[A-Za-z]+"))
                    .distinct()
                    .sorted()
                    .toList();
            if (!calls.isEmpty() && calls.size() <= MOST_ACTIONS) {
                narrow = with(narrow, "Action", listed(calls));
                said.add("of %s only %s was called".formatted(service, String.join(", ", calls)));
            }
        }
        var who = roles(statement, lasting);
        if (!who.isEmpty()) {
            narrow = with(narrow, "Principal", new MapValue(Map.of("AWS", listed(who))));
            said.add("of the account only %s came".formatted(String.join(", ", who)));
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(new Offer(add.path(), narrow, String.join("; ", said)));
    }

    /// In place of a policy that was attached to a role: one of its own with the calls that were made.
    private static Optional<Offer> inline(Drift drift, Uses lasting) {
        var calls = lasting.all().stream()
                .map(Uses.Use::what)
                .filter(a -> a.matches("[a-z0-9-]+:[A-Za-z]+"))
                .distinct()
                .sorted()
                .toList();
        var attached = drift.changes().stream()
                .anyMatch(c -> c instanceof Change.Add
                        && c.path().segments().getFirst().equals("ManagedPolicyArns"));
        if (!attached || !drift.type().equals("AWS::IAM::Role") || calls.isEmpty() || calls.size() > MOST_ACTIONS) {
            return Optional.empty();
        }
        int next = drift.expected().get("Policies") instanceof Value.ListValue list
                ? list.items().size()
                : 0;
        var statement = new LinkedHashMap<String, Value>();
        statement.put("Effect", Value.string("Allow"));
        statement.put("Action", listed(calls));
        statement.put("Resource", Value.string("*"));
        var document = new LinkedHashMap<String, Value>();
        document.put("Version", Value.string("2012-10-17"));
        document.put("Statement", Value.list(new MapValue(statement)));
        var policy = new LinkedHashMap<String, Value>();
        policy.put("PolicyName", Value.string(drift.logicalId() + "Used"));
        policy.put("PolicyDocument", new MapValue(document));
        return Optional.of(new Offer(
                PropertyPath.of("Policies", Integer.toString(next)),
                new MapValue(policy),
                "of what the attached policy allows only %s was newly called; the resources are to be narrowed by hand"
                        .formatted(String.join(", ", calls))));
    }

    private static List<String> roles(MapValue statement, Uses lasting) {
        var whole = statement.get("Principal") instanceof MapValue p
                && AlarmSetting.text(p, "AWS").endsWith(":root");
        var who = lasting.all().stream().map(Uses.Use::who).distinct().toList();
        return whole && who.stream().allMatch(w -> SESSION.matcher(w).matches())
                ? who.stream()
                        .map(w -> SESSION.matcher(w).replaceAll("arn:$1:iam::$2:role/$3"))
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
    }

    private static Value listed(List<String> texts) {
        return texts.size() == 1
                ? Value.string(texts.getFirst())
                : new Value.ListValue(texts.stream().<Value>map(Value::string).toList());
    }

    private static MapValue with(MapValue map, String key, Value value) {
        var entries = new LinkedHashMap<>(map.entries());
        entries.put(key, value);
        return new MapValue(entries);
    }
}
