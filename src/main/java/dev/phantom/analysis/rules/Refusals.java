package dev.phantom.analysis.rules;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Complaints of being turned away, as logs and people write them.
final class Refusals {
    private static final Duration UNTIL_NOW = Duration.ofHours(24);
    private static final Pattern TURNED_AWAY = Pattern.compile(
            "(?i)access ?denied|not authorized|unauthorized|forbidden|\\b403\\b|permission denied|connection refused"
                    + "|connection timed out|timed out connecting|throttlingexception|rate exceeded|handshake fail\\w*");
    private static final Pattern ASKED_FOR = Pattern.compile(
            "(?i)\\b(still )?(refused|rejected|blocked|denied|locked out|unreachable|waiting|cannot (connect|deliver|reach|log in)"
                    + ")\\b");

    private static final Pattern COUNTED = Pattern.compile("(?i)error|denied|reject|refus|4xx|5xx|unhealthy|failed");
    private static final int GROWN = 3;

    private Refusals() {}

    /// Of those that were logged before the change and never since: what it let happen.
    static List<String> endedWith(CaseFacts d) {
        return d.dated()
                ? logs(d).stream()
                        .filter(e -> e.signal() instanceof Signal.Log l
                                && l.counts() != null
                                && l.counts().before() + l.counts().onset() > 1
                                && l.counts().during() + l.counts().after() == 0)
                        .map(Exhibit::id)
                        .toList()
                : List.of();
    }

    /// Of those that go on: in logs until the end, or said by people since the change.
    static List<String> sinceThen(CaseFacts d) {
        var to = d.file().window().to();
        var changed = d.timeline().changedAt();
        return d.file().evidence().exhibits().stream()
                .filter(e -> switch (e.signal()) {
                    case Signal.Log l -> refused(l) && (d.dated() ? since(l) : !l.at().isBefore(to.minus(UNTIL_NOW)));
                    case Signal.Event v ->
                        v.kind() == Signal.Event.Kind.OTHER
                                && !v.source().equals("cloudtrail")
                                && (!d.dated() || !v.at().isBefore(changed))
                                && ASKED_FOR.matcher(v.summary()).find();
                    case Signal other -> false;
                })
                .map(Exhibit::id)
                .toList();
    }

    /// Counts of errors and refusals that have at least tripled since.
    static List<String> grown(CaseFacts d) {
        return !d.dated()
                ? List.of()
                : d.file().evidence().exhibits().stream()
                        .filter(e -> e.signal() instanceof Signal.Metric m
                                && COUNTED.matcher(m.name()).find()
                                && m.before() != null
                                && m.settled() != null
                                && m.settled().average() > GROWN * m.before().average())
                        .map(Exhibit::id)
                        .toList();
    }

    private static boolean since(Signal.Log l) {
        return l.counts() != null && l.counts().during() + l.counts().after() > 0;
    }

    private static List<Exhibit> logs(CaseFacts d) {
        return d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Log l && refused(l))
                .toList();
    }

    private static boolean refused(Signal.Log l) {
        return TURNED_AWAY.matcher(l.summary() + " " + l.text()).find();
    }
}
