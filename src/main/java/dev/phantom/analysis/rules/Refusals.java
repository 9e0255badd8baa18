package dev.phantom.analysis.rules;

import dev.phantom.analysis.Notes;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Complaints of being turned away, as logs, counts and people tell them; and that more passes than did.
final class Refusals {
    private static final Duration UNTIL_NOW = Duration.ofHours(24);
    private static final Pattern TURNED_AWAY = Pattern.compile(
            "(?i)access ?denied|not authorized|unauthorized|forbidden|\\b403\\b|permission denied|connection refused"
                    + "|connection timed out|timed out connecting|throttlingexception|rate exceeded|handshake fail\\w*");
    private static final Pattern ASKED_FOR = Pattern.compile(
            "(?i)\\b(still )?(refused|rejected|blocked|denied|locked out|unreachable|waiting|cannot (connect|deliver|reach|log in)"
                    + "|(is|are) down|give (it|them) back)\\b");

    private static final Pattern COUNTED = Pattern.compile("(?i)error|denied|reject|refus|4xx|5xx|unhealthy|failed");
    private static final Pattern AT_THE_DOOR = Pattern.compile("(?i)denied|reject|refus|4xx|block");
    private static final Pattern PASSING = Pattern.compile(
            "(?i)request|connection|session|invocation|hits|bytes_?downloaded|messages_?(sent|received)");
    private static final int GROWN = 3;

    private Refusals() {}

    /// Of those that came before the change and never since: logged, counted, or noted in the incident that it
    /// answered. What it let happen.
    static List<String> endedWith(CaseFacts d) {
        return d.dated()
                ? d.file().evidence().exhibits().stream()
                        .filter(e -> switch (e.signal()) {
                            case Signal.Log l ->
                                refused(l)
                                        && l.counts() != null
                                        && l.counts().before() + l.counts().onset() > 1
                                        && l.counts().during() + l.counts().after() == 0;
                            case Signal.Metric m -> COUNTED.matcher(m.name()).find() && fell(m);
                            case Signal.Incident i -> noted(i, d.timeline().changedAt());
                            case Signal other -> false;
                        })
                        .map(Exhibit::id)
                        .toList()
                : List.of();
    }

    /// From what it was when the trouble began, or else before the change, to a third at most.
    private static boolean fell(Signal.Metric m) {
        var worst = m.onset() != null ? m.onset() : m.before();
        // what falls only with the end of the trouble fell by whatever ended that
        var then = m.during() != null ? m.during() : m.after();
        return worst != null && then != null && worst.average() > GROWN * then.average();
    }

    /// Somebody wrote of a refusal before the change, the incident is over, and nobody wrote that the change was in
    /// vain.
    private static boolean noted(Signal.Incident i, Instant changed) {
        return i.resolved() != null
                && i.course().timeline().stream().noneMatch(n -> Over.vain(n.text()))
                && i.course().timeline().stream()
                        .anyMatch(n -> n.at() != null
                                && n.at().isBefore(changed)
                                && TURNED_AWAY.matcher(n.text()).find());
    }

    /// Counts of what passes that have at least tripled with the change, and stay so: somebody came.
    static List<String> busier(CaseFacts d) {
        return !d.dated()
                ? List.of()
                : d.file().evidence().exhibits().stream()
                        .filter(e -> e.signal() instanceof Signal.Metric m
                                && PASSING.matcher(m.name()).find()
                                && !COUNTED.matcher(m.name()).find()
                                && rose(m))
                        .map(Exhibit::id)
                        .toList();
    }

    private static boolean rose(Signal.Metric m) {
        return m.before() != null
                && m.settled() != null
                && m.settled().average() > GROWN * m.before().average();
    }

    /// Of those that go on: in logs until the end, or said by people since the change.
    static List<String> sinceThen(CaseFacts d) {
        var to = d.file().window().to();
        var changed = d.timeline().changedAt();
        return d.file().evidence().exhibits().stream()
                .filter(e -> switch (e.signal()) {
                    case Signal.Log l -> refused(l) && (d.dated() ? since(l) : !l.at().isBefore(to.minus(UNTIL_NOW)));
                    case Signal s ->
                        Notes.notice(s)
                                && (!d.dated() || !s.at().isBefore(changed))
                                && ASKED_FOR.matcher(s.summary()).find();
                })
                .map(Exhibit::id)
                .toList();
    }

    /// Counts of errors and refusals that have at least tripled since. What is turned away at the door itself counts
    /// only where no incident was met: of an attack that is the aim.
    static List<String> grown(CaseFacts d) {
        var attacked = d.file().evidence().exhibits().stream()
                .anyMatch(e -> e.signal() instanceof Signal.Incident i && ClosedFamily.met(i, d));
        return !d.dated()
                ? List.of()
                : d.file().evidence().exhibits().stream()
                        .filter(e -> e.signal() instanceof Signal.Metric m
                                && COUNTED.matcher(m.name()).find()
                                && !(attacked && AT_THE_DOOR.matcher(m.name()).find())
                                && rose(m))
                        .map(Exhibit::id)
                        .toList();
    }

    private static boolean since(Signal.Log l) {
        return l.counts() != null && l.counts().during() + l.counts().after() > 0;
    }

    private static boolean refused(Signal.Log l) {
        return TURNED_AWAY.matcher(l.summary() + " " + l.text()).find();
    }
}
