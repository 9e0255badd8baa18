package dev.phantom.analysis.rules;

import dev.phantom.analysis.measure.Ending;
import dev.phantom.analysis.measure.Load;
import dev.phantom.analysis.measure.Recent;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Signal.Metric.Stats;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a change did any good, by what suffered before it and since.
record Relief(CaseFacts d) {
    /// What is killed, refused or cut off for want of something.
    private static final Pattern WANT = Pattern.compile(
            "(?i)out of memory|\\boom\\b|signal: killed|circuit.?break|too many|throttl"
                    + "|rate exceeded|limit exceeded|no space left|heap space|rejected|exhausted|at capacity|timed out");

    private static final Pattern REFUSED =
            Pattern.compile("(?i).*(throttl|evictions|rejected|refused|spillover|throughput_?exceeded|exhausted).*");

    private static final Pattern TRAFFIC = Pattern.compile(
            "(?i).*(hits|requests?|request_count|invocations|search_rate|incoming_records|_cmds)(\\..*)?");

    private static final Duration AROUND = Duration.ofHours(6);
    private static final Duration HELPS = Duration.ofMinutes(15);
    private static final int LINES = 10;
    private static final int AGAIN = 3;
    private static final double GONE = 0.1;
    private static final double LESS = 0.7;

    /// Points that are no chance.
    private static final int POINTS = 3;

    /// What was wanting until the change and is not since, with as much to do, where nothing else came between.
    List<String> ended() {
        return !d.dated() || otherwise() || lessToDo()
                ? List.of()
                : exhibits().filter(this::gone).map(Exhibit::id).toList();
    }

    private Stream<Exhibit> exhibits() {
        return d.file().evidence().exhibits().stream();
    }

    private boolean gone(Exhibit e) {
        return switch (e.signal()) {
            case Signal.Log l ->
                l.counts() != null
                        && WANT.matcher(l.summary()).find()
                        && l.counts().before() + l.counts().onset() >= AGAIN
                        && l.counts().during() + l.counts().after()
                                <= GONE * (l.counts().before() + l.counts().onset());
            case Metric m -> REFUSED.matcher(m.name()).matches() && m.coverage() >= Load.MIN_COVERAGE && vanished(m);
            case Signal other -> false;
        };
    }

    private static boolean vanished(Metric m) {
        var worst = m.onset() != null && m.onset().average() > 0 ? m.onset() : m.before();
        var now = m.settled();
        return worst != null
                && now != null
                && worst.max() > 0
                && now.p95() == 0
                && now.average() <= GONE * worst.average();
    }

    /// A release in the same hours, or the end of what happened elsewhere.
    private boolean otherwise() {
        var at = d.timeline().changedAt();
        return d.ending().is(Ending.Kind.A_RELEASE)
                || d.ending().is(Ending.Kind.ELSEWHERE)
                || exhibits()
                        .anyMatch(e -> e.signal() instanceof Signal.Event v
                                && v.kind() != Signal.Event.Kind.OTHER
                                && v.at().isAfter(at.minus(Duration.ofHours(1)))
                                && v.at().isBefore(at.plus(AROUND)));
    }

    /// Less comes in lately than when it was wanting.
    private boolean lessToDo() {
        return exhibits()
                .anyMatch(e -> e.signal() instanceof Metric m
                        && (TRAFFIC.matcher(m.name()).matches()
                                || m.role() == Role.UTILISATION && !m.unit().contains("percent"))
                        && m.before() != null
                        && Recent.of(m, d.file().window()) instanceof Recent now
                        && now.max() < LESS * (m.onset() == null ? m.before() : m.onset()).max());
    }

    /// What was turned away as before, and later no more, on a quota that was never used up.
    List<String> refusedInVain() {
        return exhibits()
                .filter(e -> e.signal() instanceof Metric m
                        && REFUSED.matcher(m.name()).matches()
                        && wentOn(m))
                .map(Exhibit::id)
                .toList();
    }

    /// What those felt who use it, where the change made nothing better and it was over later.
    List<String> inVain() {
        return exhibits()
                .filter(e -> e.signal() instanceof Signal.Log l && wentOn(l)
                        || e.signal() instanceof Metric m
                                && (m.role() == Role.HEALTH || m.role() == Role.SATURATION)
                                && !TRAFFIC.matcher(m.name()).matches()
                                && wentOn(m))
                .map(Exhibit::id)
                .toList();
    }

    private static boolean wentOn(Metric m) {
        return bad(m.onset(), m.before())
                && bad(m.during(), m.before())
                && m.during() != null
                && m.onset() != null
                && m.during().average() >= 0.9 * m.onset().average()
                && m.after() != null
                && !bad(m.after(), m.before());
    }

    /// Lines of an error as often after the change as before it, until the trouble was over.
    private boolean wentOn(Signal.Log l) {
        var onset = d.timeline().onset();
        var over = d.timeline().recovered();
        var counts = l.counts();
        if (counts == null
                || onset == null
                || over == null
                || !l.status().matches("(?i)error|critical|alert|emergency")) {
            return false;
        }
        var at = d.timeline().changedAt();
        var before = Duration.between(onset, at).toMinutes();
        var since = Duration.between(at, over).toMinutes();
        return counts.onset() >= LINES
                && counts.during() >= LINES
                && before > 0
                && since >= HELPS.toMinutes()
                && (double) counts.during() / since >= 0.7 * counts.onset() / before;
    }

    private static boolean bad(@Nullable Stats stats, @Nullable Stats usual) {
        return stats != null
                && usual != null
                && stats.points() >= POINTS
                && stats.average() > 0
                && stats.average() >= 2 * usual.p95();
    }
}
