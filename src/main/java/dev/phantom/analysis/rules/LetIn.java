package dev.phantom.analysis.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.value.Value;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whom a change lets in: addresses, roles, accounts; of what is attached to an identity, that identity.
record LetIn(Set<String> names, Set<String> ranges) {
    /// Fewer packets than this are a scan or a trial.
    private static final int A_HABIT = 5;

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
                names, came.stream().filter(t -> RANGE.matcher(t).matches()).collect(Collectors.toSet()));
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

    static boolean attached(Drift drift) {
        return drift.changes().stream()
                .anyMatch(c -> OF_IDENTITY.contains(c.path().segments().getFirst()));
    }

    /// Whether a use is by whom it lets in.
    boolean covers(Uses.Use use) {
        var who = use.who();
        return names.stream()
                        .anyMatch(n -> who.equals(n) || last(who).equals(n) || (n.length() == 12 && who.contains(n)))
                || ranges.stream().anyMatch(range -> !world(range) && within(range, who) && use.count() >= A_HABIT);
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
        return change instanceof Change.Add(var path, Value.MapValue map, var circumstances)
                && map.get("Effect") instanceof Value.Scalar effect
                && effect.text().equals("Allow");
    }
}
