package dev.phantom.analysis.rules;

import dev.phantom.analysis.Notes;
import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.iac.Partition;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What of an access that live grants and the repository does not was used: the addresses that came, the calls that
/// were made, who of an account or of an identity provider made them. The element that was added takes the narrower
/// value.
final class AccessCandidates {
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?\\b");
    private static final Pattern SESSION = Pattern.compile("arn:([\\w-]+):sts::(\\d{12}):assumed-role/([^/]+)/.*");
    private static final Pattern FOREIGN = Pattern.compile("(\\d{12})/role/([^/]+)");

    /// Calls that take no resource, and services whose ARNs have no account or no region
    /// (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_actions-resources-contextkeys.html, "The actions
    /// table").
    private static final Pattern UNBOUND =
            Pattern.compile(":(Describe|List)|^(s3|iam|sts|cloudfront|route53|organizations|support|ce|health):");

    private static final int MOST_ACTIONS = 8;
    private static final int NARROW = 28;

    /// Of fewer addresses others may still come.
    private static final int SEVERAL = 3;

    private AccessCandidates() {}

    static List<Offer> of(Subject subject, Window window, Evidence evidence) {
        var drift = subject.drift();
        var lasting = LetIn.uses(drift, window, evidence).lasting(window);
        var all = new ArrayList<Offer>();
        inline(subject, lasting).ifPresent(all::add);
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
        // a partner's own few addresses are as narrow as anybody asks for
        if (!given.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}") || bits(given) >= NARROW) {
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
                .filter(e -> Notes.notice(e.signal()) && !Over.in(e.signal().summary()))
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
        var lengths = addresses.size() < SEVERAL
                ? Stream.of(32, 24, 16)
                : IntStream.rangeClosed(16, 32).mapToObj(n -> 48 - n);
        return lengths.filter(n -> n > bits && !addresses.isEmpty())
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
            int left = Math.clamp(bits - i * 8L, 0, 8);
            kept.add(Integer.toString(Integer.parseInt(parts[i]) & 0xff << 8 - left & 0xff));
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
        var subjects = subjects(statement, lasting);
        if (subjects.isPresent()) {
            narrow = subjects.get();
            said.add("of %s only %s came"
                    .formatted(
                            String.join(", ", LetIn.subjects(statement)), String.join(", ", LetIn.subjects(narrow))));
        }
        var who = roles(statement, lasting);
        if (!who.isEmpty()) {
            narrow = with(narrow, "Principal", new MapValue(Map.of("AWS", listed(who))));
            said.add("of the account only %s came".formatted(String.join(", ", who)));
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(new Offer(add.path(), narrow, String.join("; ", said)));
    }

    /// In place of a policy that was attached to a role: one of its own with the calls that were made, on what lies
    /// in the stack's account and region. None where a call is known to take no resource, or the ARNs of its service
    /// name neither account nor region: that would be either too little or everything.
    private static Optional<Offer> inline(Subject subject, Uses lasting) {
        var drift = subject.drift();
        var calls = lasting.all().stream()
                .map(Uses.Use::what)
                .filter(a -> a.matches("[a-z0-9-]+:[A-Za-z]+"))
                .distinct()
                .sorted()
                .toList();
        var attached = drift.changes().stream()
                .anyMatch(c -> c instanceof Change.Add
                        && c.path().segments().getFirst().equals("ManagedPolicyArns"));
        if (!attached
                || !drift.type().equals("AWS::IAM::Role")
                || calls.isEmpty()
                || calls.size() > MOST_ACTIONS
                || calls.stream().anyMatch(c -> UNBOUND.matcher(c).find())) {
            return Optional.empty();
        }
        int next = drift.expected().get("Policies") instanceof Value.ListValue list
                ? list.items().size()
                : 0;
        var where = calls.stream()
                .map(c -> c.substring(0, c.indexOf(':')))
                .distinct()
                .map(service -> here(subject, service))
                .toList();
        var statement = new LinkedHashMap<String, Value>();
        statement.put("Effect", Value.string("Allow"));
        statement.put("Action", listed(calls));
        statement.put("Resource", listed(where));
        var document = new LinkedHashMap<String, Value>();
        document.put("Version", Value.string("2012-10-17"));
        document.put("Statement", Value.list(new MapValue(statement)));
        var policy = new LinkedHashMap<String, Value>();
        policy.put("PolicyName", Value.string(drift.logicalId() + "Used"));
        policy.put("PolicyDocument", new MapValue(document));
        return Optional.of(new Offer(
                PropertyPath.of("Policies", Integer.toString(next)),
                new MapValue(policy),
                "of what the attached policy allows only %s was newly called; narrow the resources further by hand"
                        .formatted(String.join(", ", calls))));
    }

    /// Everything of a service in the stack's account and region.
    private static String here(Subject subject, String service) {
        var id = subject.stack().id();
        return "arn:%s:%s:%s:%s:*".formatted(Partition.of(id.region()).id(), service, id.region(), id.account());
    }

    private static List<String> roles(MapValue statement, Uses lasting) {
        var root = statement.get("Principal") instanceof MapValue p ? AlarmSetting.text(p, "AWS") : "";
        var who = lasting.all().stream().map(Uses.Use::who).distinct().toList();
        if (!root.endsWith(":root") || !who.stream().allMatch(AccessCandidates::role)) {
            return List.of();
        }
        var partition = root.substring(0, root.indexOf(":iam:"));
        return who.stream()
                .map(w -> SESSION.matcher(w).replaceAll("arn:$1:iam::$2:role/$3"))
                .map(w -> FOREIGN.matcher(w).replaceAll(partition + ":iam::$1:role/$2"))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean role(String who) {
        return SESSION.matcher(who).matches() || FOREIGN.matcher(who).matches();
    }

    /// A trust in an identity provider, for the subjects that came.
    private static Optional<MapValue> subjects(MapValue statement, Uses lasting) {
        var came = lasting.all().stream().map(Uses.Use::who).distinct().sorted().toList();
        var given = LetIn.subjects(statement);
        if (given.stream().noneMatch(g -> g.contains("*"))
                || came.isEmpty()
                || came.size() > MOST_ACTIONS
                || !(statement.get("Condition") instanceof MapValue conditions)) {
            return Optional.empty();
        }
        var tests = new LinkedHashMap<String, Value>();
        conditions
                .entries()
                .forEach((operator, keys) -> tests.put(
                        operator,
                        keys instanceof MapValue map && operator.startsWith("StringLike") ? named(map, came) : keys));
        var narrow = new MapValue(tests);
        return narrow.equals(conditions) ? Optional.empty() : Optional.of(with(statement, "Condition", narrow));
    }

    private static MapValue named(MapValue keys, List<String> came) {
        var entries = new LinkedHashMap<>(keys.entries());
        entries.replaceAll((key, value) -> key.endsWith(":sub") ? listed(came) : value);
        return new MapValue(entries);
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
