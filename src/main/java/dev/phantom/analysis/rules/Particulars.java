package dev.phantom.analysis.rules;

import dev.phantom.drift.Change;
import dev.phantom.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a change, or a note, names so exactly that two of them either agree or do not: addresses, ports, accounts. A
/// record that approves a partner approves the range that it names, and no other.
///
/// @param accounts other than the stack's own
record Particulars(Set<String> ranges, Set<String> ports, Set<String> accounts) {

    /// How what a note names lies to what a change is about.
    enum Fit {
        /// Nothing of the kind is named on both sides.
        UNTOLD,
        SAME,
        /// Less than the change lets in.
        LESS,
        /// Something else.
        OTHER
    }

    private static final Pattern RANGE = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?(?![\\w.]\\d)");
    private static final Pattern PORT = Pattern.compile("(?i)\\bports? (\\d{2,5})\\b|\\b(\\d{2,5})/(?:tcp|udp)\\b");
    private static final Pattern ACCOUNT = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");

    /// Of what came; where nothing did, of what went.
    static Particulars of(CaseFacts d) {
        var drift = d.file().drift();
        var came = Words.came(drift);
        var values = came.isEmpty() ? went(drift.changes()) : came;
        var texts = values.stream().flatMap(Words::texts).toList();
        var ports = new HashSet<String>();
        values.forEach(value -> ports(value, ports));
        return new Particulars(
                texts.stream().filter(t -> RANGE.matcher(t).matches()).collect(Collectors.toSet()),
                ports,
                accounts(texts.stream(), d));
    }

    static Particulars in(String text, CaseFacts d) {
        var ports = PORT.matcher(text)
                .results()
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                .collect(Collectors.toSet());
        var ranges = RANGE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
        return new Particulars(ranges, ports, accounts(Stream.of(text), d));
    }

    private static Set<String> accounts(Stream<String> texts, CaseFacts d) {
        var own = d.file().stack().id().account();
        return texts.flatMap(t -> ACCOUNT.matcher(t).results())
                .map(MatchResult::group)
                .filter(a -> !a.equals(own))
                .collect(Collectors.toSet());
    }

    private static List<Value> went(List<Change> changes) {
        return changes.stream()
                .flatMap(c -> c instanceof Change.Remove r ? Stream.of(r.expected()) : Stream.<Value>empty())
                .toList();
    }

    private static void ports(Value value, Set<String> into) {
        switch (value.settled()) {
            case Value.MapValue map ->
                map.entries().forEach((key, item) -> {
                    if (key.matches("FromPort|ToPort") && item.settled() instanceof Value.Scalar s) {
                        into.add(s.text());
                    } else {
                        ports(item, into);
                    }
                });
            case Value.ListValue list -> list.items().forEach(item -> ports(item, into));
            case Value other -> {}
        }
    }

    /// Addresses and accounts decide; ports only where neither is named on both sides.
    Fit fit(Particulars note) {
        var fits = Stream.of(reach(note), same(accounts, note.accounts))
                .filter(f -> f != Fit.UNTOLD)
                .toList();
        if (fits.isEmpty()) {
            return same(ports, note.ports);
        }
        return fits.contains(Fit.OTHER) ? Fit.OTHER : fits.contains(Fit.LESS) ? Fit.LESS : Fit.SAME;
    }

    /// Whether a note names the same, or less.
    boolean agrees(Particulars note) {
        return switch (fit(note)) {
            case SAME, LESS -> true;
            case UNTOLD, OTHER -> false;
        };
    }

    private Fit reach(Particulars note) {
        if (ranges.isEmpty() || note.ranges.isEmpty()) {
            return Fit.UNTOLD;
        }
        if (note.ranges.stream().anyMatch(n -> ranges.stream().anyMatch(own -> holds(n, own)))) {
            return Fit.SAME;
        }
        return note.ranges.stream().anyMatch(n -> ranges.stream().anyMatch(own -> holds(own, n)))
                ? Fit.LESS
                : Fit.OTHER;
    }

    private static boolean holds(String wide, String narrow) {
        return bits(wide) <= bits(narrow) && LetIn.within(wide.contains("/") ? wide : wide + "/32", narrow);
    }

    private static int bits(String range) {
        return range.contains("/") ? Integer.parseInt(range.substring(range.indexOf('/') + 1)) : 32;
    }

    private static Fit same(Set<String> own, Set<String> named) {
        if (own.isEmpty() || named.isEmpty()) {
            return Fit.UNTOLD;
        }
        return named.stream().anyMatch(own::contains) ? Fit.SAME : Fit.OTHER;
    }
}
