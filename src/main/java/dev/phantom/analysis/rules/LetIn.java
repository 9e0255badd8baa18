package dev.phantom.analysis.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.severity.policy.Wildcard;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whom a change lets in: addresses, roles, accounts; of what is attached to an identity, that identity.
///
/// @param everybody it lets in whoever comes, and names nobody
/// @param subjects patterns of those whom an identity provider vouches for: `repo:acme/*`
record LetIn(Set<String> names, Set<String> ranges, Set<Wildcard> subjects, boolean everybody) {
    /// Fewer packets than this are a scan or a trial.
    private static final int A_HABIT = 5;

    /// So many answers are no chance.
    private static final int SERVED = 20;

    /// What lets everybody in without naming anybody.
    private static final Pattern EVERYBODY =
            Pattern.compile(".*/?(PublicAccessBlockConfiguration|AccessControl|PubliclyAccessible).*");

    private static final Pattern FEDERATED = Pattern.compile("AssumeRoleWith(WebIdentity|SAML)");
    private static final Pattern RANGE = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}");
    private static final Pattern ACCOUNT = Pattern.compile("\\b\\d{12}\\b");
    private static final Pattern PRINCIPAL = Pattern.compile("arn:[\\w-]+:(iam|sts)::\\d{12}:(.+)");
    private static final Set<String> OF_IDENTITY = Set.of("ManagedPolicyArns", "Policies", "PermissionsBoundary");

    static LetIn of(Drift drift) {
        var came = Words.came(drift).stream().flatMap(Words::texts).toList();
        var own = drift.changes().stream()
                .filter(c -> OF_IDENTITY.contains(c.path().segments().getFirst()))
                .map(c -> drift.physicalId());
        var names = Stream.concat(own, came.stream().flatMap(LetIn::named)).collect(Collectors.toSet());
        return new LetIn(
                names,
                came.stream().filter(t -> RANGE.matcher(t).matches()).collect(Collectors.toSet()),
                Words.came(drift).stream()
                        .flatMap(value -> subjects(value).stream())
                        .map(Wildcard::of)
                        .collect(Collectors.toSet()),
                drift.changes().stream()
                        .anyMatch(c -> EVERYBODY.matcher(c.path().toString()).matches()));
    }

    /// What the conditions of a statement that trusts an identity provider say of the `sub` of its tokens; everybody
    /// whom it vouches for where they say nothing. The condition key of a token's claim is the provider and the claim.
    static List<String> subjects(Value statement) {
        if (!(statement.settled() instanceof MapValue map)
                || !(map.get("Principal") instanceof MapValue principal)
                || principal.get("Federated") == null) {
            return List.of();
        }
        var named = map.get("Condition") instanceof MapValue conditions
                ? conditions.entries().values().stream()
                        .flatMap(test ->
                                test instanceof MapValue keys ? keys.entries().entrySet().stream() : Stream.empty())
                        .filter(key -> key.getKey().endsWith(":sub"))
                        .flatMap(key -> Words.texts(key.getValue()))
                        .toList()
                : List.<String>of();
        return named.isEmpty() ? List.of("*") : named;
    }

    private static Stream<String> named(String text) {
        var principal = PRINCIPAL.matcher(text);
        if (principal.matches() && !principal.group(2).equals("root")) {
            return Stream.of(text, last(principal.group(2)));
        }
        var account = ACCOUNT.matcher(text);
        return account.find() ? Stream.of(account.group()) : Stream.empty();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /// Accounts that are named.
    Set<String> accounts() {
        return names.stream()
                .flatMap(n -> ACCOUNT.matcher(n).results())
                .map(m -> m.group())
                .collect(Collectors.toSet());
    }

    /// Who used what it lets in, since: of an identity that could do things before, only what is new.
    static Uses uses(Drift drift, Window window, Evidence evidence) {
        var all = Uses.of(evidence).by(of(drift)::covers);
        var since = all.granted().since(window.changedAt());
        return attached(drift) ? since.made(all.before(window.changedAt())) : since;
    }

    /// Whether each statement that came names a role, calls without a wildcard and a resource.
    static boolean least(Drift drift) {
        return drift.changes().stream()
                .allMatch(c -> c instanceof Change.Add(var path, MapValue map, var circumstances)
                        && map.get("Principal") instanceof MapValue principal
                        && Words.texts(principal).allMatch(p -> p.matches("arn:[\\w-]+:iam::\\d{12}:role/[^*]+"))
                        && map.get("Action") != null
                        && Words.texts(map.get("Action")).noneMatch(a -> a.contains("*"))
                        && map.get("Resource") != null
                        && Words.texts(map.get("Resource")).noneMatch(r -> r.equals("*")));
    }

    static boolean attached(Drift drift) {
        return drift.changes().stream()
                .anyMatch(c -> OF_IDENTITY.contains(c.path().segments().getFirst()));
    }

    /// Whether a use is by whom it lets in.
    boolean covers(Uses.Use use) {
        var who = use.who();
        return names.stream()
                        .anyMatch(n -> who.equals(n)
                                || last(who).equals(n) && home(who)
                                || who.contains(":assumed-role/" + n + "/") && home(who)
                                || (n.length() == 12 && who.contains(n)))
                || FEDERATED.matcher(use.what()).find() && subjects.stream().anyMatch(s -> s.covers(who))
                || ranges.stream().anyMatch(range -> !world(range) && within(range, who) && use.count() >= A_HABIT)
                || (everybody || ranges.stream().anyMatch(LetIn::world)) && served(use);
    }

    /// On what is open to everybody, whom the application itself answers again and again; a scan is not answered so.
    private static boolean served(Uses.Use use) {
        return use.what().matches(".*\\bstatus 2\\d\\d\\b.*")
                && use.count() >= SERVED
                && use.who().matches("[0-9a-fA-F.:/…]+");
    }

    /// Whether somebody of another account is of one that is let in; who has no account in the name is not held to it.
    private boolean home(String who) {
        var account = ACCOUNT.matcher(who);
        return !account.find() || accounts().isEmpty() || accounts().contains(account.group());
    }

    /// On what is open to the world anybody knocks: that somebody came tells nothing.
    private static boolean world(String range) {
        return Integer.parseInt(range.substring(range.indexOf('/') + 1)) < 8;
    }

    /// Whether an address or a narrower range lies in a range.
    static boolean within(String range, String other) {
        var address = other.contains("/") ? other.substring(0, other.indexOf('/')) : other;
        if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return false;
        }
        int bits = Integer.parseInt(range.substring(range.indexOf('/') + 1));
        int shift = 32 - Math.min(bits, 32);
        return shift == 32 || number(address) >>> shift == number(range.substring(0, range.indexOf('/'))) >>> shift;
    }

    private static long number(String address) {
        return Stream.of(address.split("\\."))
                .mapToLong(Long::parseLong)
                .reduce(0, (a, b) -> a * 256 + Math.min(b, 255));
    }

    /// Whether something is let in that was not: a statement that allows, a rule for traffic, a policy.
    static boolean adds(Drift drift) {
        return drift.changes().stream().anyMatch(LetIn::allows);
    }

    private static boolean allows(Change change) {
        return change instanceof Change.Add(var path, MapValue map, var circumstances)
                && map.get("Effect") instanceof Value.Scalar effect
                && effect.text().equals("Allow");
    }
}
