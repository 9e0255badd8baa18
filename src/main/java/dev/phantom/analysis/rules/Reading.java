package dev.phantom.analysis.rules;

import dev.phantom.analysis.measure.AlertHistory;
import dev.phantom.analysis.measure.Ending;
import dev.phantom.analysis.measure.Waiting;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A case as the signs read it: what the families work out of it, and what kind of change it is.
///
/// @param sizing  of a size
/// @param waiting of a time or a number of tries
/// @param alarm   of an alarm's own settings
/// @param text    of tags and texts for people
/// @param closes  live lets in less than the repository, or protects more
record Reading(
        CaseFacts d,
        Optional<Sizing> sizing,
        Optional<Waiting> waiting,
        Optional<AlarmWatch> alarm,
        Optional<TagFamily.Labelled> text,
        Optional<LimitUse> limit,
        Opening opening,
        ProtectionFamily.Weakened weakened,
        Ending ending,
        AlertHistory alerts,
        boolean closes) {
    /// Fewer are chance.
    private static final int POINTS = 3;

    static Reading of(CaseFacts d, ClosedFamily closed) {
        var file = d.file();
        var drift = file.drift();
        var text = !drift.changes().isEmpty() && drift.changes().stream().allMatch(Assessor::descriptive);
        var alarm = drift.type().equals(AlarmSetting.TYPE);
        var waiting = Waiting.of(drift, file.evidence(), file.window());
        return new Reading(
                d,
                alarm || waiting.isPresent() ? Optional.empty() : Sizing.of(d),
                waiting,
                alarm && !text ? Optional.of(AlarmWatch.of(d)) : Optional.empty(),
                text ? Optional.of(TagFamily.Labelled.of(d)) : Optional.empty(),
                d.dated() ? LimitUse.of(drift, file.window(), file.evidence(), d.knowledge()) : Optional.empty(),
                Opening.of(d),
                ProtectionFamily.Weakened.of(d),
                d.ending(),
                AlertHistory.of(file.evidence().exhibits(), file.window()),
                closed.tightens(d));
    }

    /// What the change is about: within one field a sign may weigh more, or less, than in general.
    Field field() {
        if (d.file().drift().status() != Drift.Status.MODIFIED) {
            return Field.WHOLE;
        }
        if (text.isPresent()) {
            return Field.TEXT;
        }
        if (alarm.isPresent()) {
            return Field.ALARM;
        }
        if (opens() || weakens() || closes) {
            return Field.ACCESS;
        }
        return sizing.isPresent() || waiting.isPresent() ? Field.CAPACITY : Field.SETTING;
    }

    enum Field {
        CAPACITY,
        ACCESS,
        ALARM,
        TEXT,
        WHOLE,
        SETTING
    }

    boolean opens() {
        return OpenedFamily.belongs(d);
    }

    boolean weakens() {
        return !opens() && !ProtectionFamily.weakened(d).isEmpty();
    }

    boolean grave() {
        return d.securityFindings().stream().anyMatch(f -> f.level().compareTo(Severity.HIGH) >= 0);
    }

    boolean changes(Predicate<Change> what) {
        return d.file().drift().changes().stream().anyMatch(what);
    }

    boolean sized(Predicate<Sizing> what) {
        return sizing.filter(what).isPresent();
    }

    /// Of a size that something measures.
    boolean measured(Predicate<Sizing> what) {
        return sizing.filter(s -> !s.unknown()).filter(what).isPresent();
    }

    boolean waits(Predicate<Waiting> what) {
        return waiting.filter(what).isPresent();
    }

    Tickets tickets() {
        return opening.tickets();
    }

    Relief relief() {
        return new Relief(d);
    }

    /// Of those who are let in.
    List<String> uses() {
        return opens() ? opening.lasting().cite() : List.of();
    }

    /// Of those who were turned away since, and still are.
    List<String> turnedAway() {
        return d.dated()
                ? Uses.of(d.file().evidence())
                        .refused()
                        .since(d.timeline().changedAt())
                        .lasting(d.file().window())
                        .cite()
                : List.of();
    }

    /// Incidents that the change met and that are not over.
    List<String> lastingIncidents() {
        return ids(e -> e.signal() instanceof Signal.Incident i && ClosedFamily.met(i, d) && i.resolved() == null);
    }

    /// What tells how users fare, as a multiple of what it was before.
    List<String> fares(double from, double to) {
        return d.dated()
                ? ids(e -> e.signal() instanceof Metric m
                        && (m.role() == Metric.Role.HEALTH || m.role() == Metric.Role.SATURATION)
                        && m.before() != null
                        && m.settled() != null
                        && m.before().points() >= POINTS
                        && m.settled().points() >= POINTS
                        && m.before().average() > 0
                        && m.settled().average() >= from * m.before().average()
                        && m.settled().average() <= to * m.before().average())
                : List.of();
    }

    /// Errors of one side of the change alone.
    List<String> logged(boolean before) {
        return d.dated()
                ? ids(e -> e.signal() instanceof Signal.Log l
                        && l.counts() != null
                        && l.status().matches("(?i)error|critical|alert|emergency|warn(ing)?")
                        && alone(l.counts(), before))
                : List.of();
    }

    private static boolean alone(Signal.Counts counts, boolean before) {
        var earlier = counts.before() + counts.onset();
        var since = counts.during() + counts.after();
        return before ? earlier >= POINTS && since == 0 : since >= POINTS && earlier == 0;
    }

    List<String> alertsSince() {
        return d.dated()
                ? alerts.since().stream()
                        .map(AlertHistory.Began::cite)
                        .distinct()
                        .toList()
                : List.of();
    }

    private List<String> ids(Predicate<Exhibit> which) {
        return d.file().evidence().exhibits().stream()
                .filter(which)
                .map(Exhibit::id)
                .toList();
    }
}
