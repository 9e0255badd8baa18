package dev.phantom.severity.rules;

import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Reversal;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.value.PropertyView;
import java.util.List;
import java.util.stream.Collectors;

/// What the live rules of a firewall let through and the safe ones do not, and the other way round, each in words:
/// `port 22/tcp (SSH) is open for 0.0.0.0/0`. What a revert closes, and what it opens.
public record TrafficDifference(List<String> taken, List<String> given) {
    private static final WiderTraffic RULES = new WiderTraffic();

    public TrafficDifference {
        taken = List.copyOf(taken);
        given = List.copyOf(given);
    }

    public static TrafficDifference of(Subject subject) {
        var drift = subject.drift();
        if (drift.status() != Drift.Status.MODIFIED) {
            return new TrafficDifference(List.of(), List.of());
        }
        // what no change of this drift is about is the same on both sides, in live's own words
        var undone = Reversal.of(drift.actual(), drift.changes());
        var safe = RULES.risks(subject, new PropertyView(undone.orElse(drift.expected())));
        var live = RULES.risks(subject, new PropertyView(drift.actual()));
        return new TrafficDifference(beyond(live, safe), beyond(safe, live));
    }

    private static List<String> beyond(List<Risk> more, List<Risk> less) {
        var known = less.stream().map(Risk::key).collect(Collectors.toSet());
        return more.stream()
                .filter(risk -> !known.contains(risk.key()))
                .map(Risk::title)
                .distinct()
                .toList();
    }
}
