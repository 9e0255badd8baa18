package dev.phantom.analysis.rules;

import dev.phantom.analysis.measure.AlertHistory;
import dev.phantom.analysis.measure.Ending;
import dev.phantom.analysis.measure.Load;
import dev.phantom.analysis.measure.Recent;
import dev.phantom.analysis.measure.SizeDemand;
import dev.phantom.analysis.measure.Strain;
import dev.phantom.drift.fact.MemoryUnmeasured;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.value.PropertyPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What came before a change of size, and what it says of the need for it.
///
/// @param path of the size that decides
record Precedents(CaseFacts d, String path, SizeDemand demand) {
    static final Pattern FLOOR = Pattern.compile(".*/Min(Size|Capacity|imumCapacity)");

    private static final int AGAIN = 2;

    /// What bounds how much may run at once.
    private static final Pattern LIMIT =
            Pattern.compile(".*/(Max(Size|Capacity|imumCapacity|imumConcurrency)|ReservedConcurrentExecutions)");

    private static final Pattern GUARDS = Pattern.compile(
            "(?i)\\b(connections?|sessions?|licen[cs]es?|threads|slots|allows?|at most|no more than|limit(ed|s)?|quota|protects?|spares?)\\b");

    private static final Pattern OF_MEMORY = Pattern.compile("(?i).*mem(ory)?([._].*|$)|.*swap.*|.*heap.*");

    private AlertHistory history() {
        return AlertHistory.of(d.file().evidence().exhibits(), d.file().window());
    }

    /// Alerts of the day after the change, which had not begun before.
    List<String> alertsSince() {
        var day = d.file().window().changedAt().plus(Duration.ofHours(24));
        return ids(history().since().stream().filter(b -> b.at().isBefore(day)).toList());
    }

    /// Alerts that came again and again since, where none had come in the weeks before.
    List<String> begunSince() {
        var known = history();
        return known.before().isEmpty() && known.since().size() >= AGAIN ? ids(known.since()) : List.of();
    }

    /// What speaks against less than there was.
    List<String> alerts() {
        return alertsSince().isEmpty() ? begunSince() : alertsSince();
    }

    private static List<String> ids(List<AlertHistory.Began> alerts) {
        return alerts.stream().map(AlertHistory.Began::cite).distinct().toList();
    }

    /// Alerts of bursts that outran the old floor.
    List<String> bursts() {
        return FLOOR.matcher(path).matches() ? history().bursts() : List.of();
    }

    /// Alerts of the earlier times at which it was needed as now.
    List<String> seasons() {
        return demand.stream().anyMatch(Strain::episode) ? history().seasons() : List.of();
    }

    /// Whether the load that the old size could not carry came with the change: there was room until then, no
    /// trouble, and no release that brought it.
    boolean cameAlong() {
        var at = d.file().window().changedAt();
        var over = demand.stream().filter(s -> !s.safeHolds()).toList();
        return d.dated()
                && !over.isEmpty()
                && !troubled()
                && demand.refusedBefore().isEmpty()
                && over.stream().allMatch(s -> s.hadRoom() && atOnce(s))
                && releasesBetween(at.minus(Duration.ofHours(24)), at.plus(Duration.ofHours(2)))
                        .findAny()
                        .isEmpty();
    }

    /// Whether something was wrong when it was changed.
    private boolean troubled() {
        var onset = d.timeline().onset();
        return onset != null && !onset.isAfter(d.timeline().changedAt());
    }

    private boolean atOnce(Strain strain) {
        return d.file().evidence().exhibits().stream()
                .filter(e -> e.id().equals(strain.exhibit()) && e.signal() instanceof Metric)
                .anyMatch(e -> Recent.atOnce((Metric) e.signal(), d.timeline().changedAt()));
    }

    /// Whether nothing that was seen can be why it was raised: its processor had room, and nobody measures its memory.
    boolean unseenReason() {
        return d.knowledge().facts(d.file().drift().type()).has(MemoryUnmeasured.class, PropertyPath.parse(path))
                && !troubled()
                && demand.refusedBefore().isEmpty()
                && demand.stream().allMatch(s -> s.kind() == Strain.Kind.COMPUTE && s.hadRoom())
                && d.file().evidence().exhibits().stream()
                        .noneMatch(e -> e.signal() instanceof Metric m
                                && m.settled() != null
                                && m.coverage() >= Load.MIN_COVERAGE
                                && OF_MEMORY.matcher(m.name()).matches());
    }

    /// What the template says beside a bound of how much may run at once, if that is why there is one.
    Optional<String> reasoned() {
        return LIMIT.matcher(path).matches()
                ? Words.beside(d).filter(t -> GUARDS.matcher(t).find()).findFirst()
                : Optional.empty();
    }

    /// Incidents that lasted when less was allowed: whoever lowers a limit then puts on a brake.
    List<Exhibit> braked() {
        var at = d.file().window().changedAt();
        return LIMIT.matcher(path).matches() && d.exact()
                ? d.file().evidence().exhibits().stream()
                        .filter(e -> e.signal() instanceof Signal.Incident i && i.lasts(at))
                        .toList()
                : List.of();
    }

    /// Whether one of them lasts.
    boolean brakeNeeded() {
        return braked().stream()
                .anyMatch(e -> e.signal() instanceof Signal.Incident i
                        && (i.resolved() == null
                                || i.resolved().isAfter(d.file().window().to())));
    }

    /// Whether all of them were over soon after it, and nothing has alerted since.
    boolean brakeHelped() {
        var soon = d.file().window().changedAt().plus(Ending.HELPS_WITHIN);
        return !braked().isEmpty()
                && braked().stream()
                        .allMatch(e -> e.signal() instanceof Signal.Incident i
                                && i.resolved() != null
                                && !i.resolved().isAfter(soon))
                && history().since().isEmpty();
    }

    Stream<Exhibit> releasesBetween(Instant from, Instant to) {
        return d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Event v
                        && v.kind() != Signal.Event.Kind.OTHER
                        && !v.at().isBefore(from)
                        && !v.at().isAfter(to));
    }
}
