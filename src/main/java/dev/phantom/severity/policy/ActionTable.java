package dev.phantom.severity.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Every action of AWS's Service Authorization Reference (`actions.txt`), numbered.
final class ActionTable {
    private record Action(String name, String lower, AccessLevel level) {}

    private record Range(int from, int to) {}

    private final List<Action> actions = new ArrayList<>();
    private final Map<String, Range> services = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<AccessLevel, BitSet> levels = new HashMap<>();

    /// The same few patterns are written in many policies; a stranger's many are not kept.
    private final Map<Wildcard, BitSet> scanned = new ConcurrentHashMap<>();

    private static final int KEPT = 2_000;

    ActionTable(List<String> lines) {
        for (var line : lines) {
            var words = line.split(" ");
            for (int i = 2; i < words.length; i++) {
                var name = words[0] + ":" + words[i];
                actions.add(new Action(name, Lower.of(name), AccessLevel.of(words[1].charAt(0))));
            }
        }
        actions.sort(Comparator.comparing(Action::lower));
        for (var level : AccessLevel.values()) {
            levels.put(level, new BitSet(actions.size()));
        }
        for (int i = 0; i < actions.size(); i++) {
            number(actions.get(i), i);
        }
    }

    private void number(Action action, int number) {
        numbers.put(action.lower(), number);
        at(action.level()).set(number);
        var service = action.lower().substring(0, action.lower().indexOf(':'));
        services.merge(service, new Range(number, number + 1), (a, b) -> new Range(a.from(), b.to()));
    }

    int size() {
        return actions.size();
    }

    /// As AWS writes it: `s3:GetObject`.
    String name(int number) {
        return actions.get(number).name();
    }

    BitSet at(AccessLevel level) {
        return Objects.requireNonNull(levels.get(level), level::name);
    }

    /// All actions of a service; empty for one that is not in the table.
    BitSet of(String service) {
        var all = new BitSet(actions.size());
        var range = services.get(service);
        if (range != null) {
            all.set(range.from(), range.to());
        }
        return all;
    }

    /// The actions that a pattern in lower case matches; to be read only.
    BitSet matching(Wildcard pattern) {
        var text = pattern.pattern();
        int colon = text.indexOf(':');
        if (text.equals("*") || text.equals("*:*")) {
            var all = new BitSet(actions.size());
            all.set(0, actions.size());
            return all;
        }
        if (!pattern.open()) {
            var one = new BitSet();
            var number = numbers.get(text);
            if (number != null) {
                one.set(number);
            }
            return one;
        }
        if (colon > 0 && text.substring(colon + 1).equals("*") && !Wildcard.open(text.substring(0, colon))) {
            return of(text.substring(0, colon));
        }
        var known = scanned.get(pattern);
        if (known == null) {
            known = scanned(pattern, colon);
            if (scanned.size() < KEPT) {
                scanned.put(pattern, known);
            }
        }
        return known;
    }

    private BitSet scanned(Wildcard pattern, int colon) {
        var found = new BitSet(actions.size());
        var service = colon < 0 ? "*" : pattern.pattern().substring(0, colon);
        var range =
                Wildcard.open(service) ? new Range(0, actions.size()) : services.getOrDefault(service, new Range(0, 0));
        for (int i = range.from(); i < range.to(); i++) {
            if (pattern.covers(actions.get(i).lower())) {
                found.set(i);
            }
        }
        return found;
    }
}
