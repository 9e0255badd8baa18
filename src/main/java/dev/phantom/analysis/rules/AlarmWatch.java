package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.SpikeDetector.Spike;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an alarm told and missed since it was changed, beside what its users felt.
///
/// @param guards     other monitors of the same metric
/// @param rang       when it rang
/// @param incidents  real trouble
/// @param late       of that what it told late
/// @param promises   what users were newly promised
/// @param missed     its metric, where users suffered at levels that it now lets pass
/// @param stillRings its metric, where it rings as it is now
record AlarmWatch(
        CaseFacts d,
        List<Exhibit> guards,
        List<Exhibit> rang,
        List<Exhibit> incidents,
        List<Exhibit> late,
        List<Exhibit> promises,
        List<Exhibit> missed,
        List<Exhibit> stillRings) {
    /// Whoever is called later than that after customers began to suffer was not called by the alarm.
    static final Duration LATE = Duration.ofMinutes(15);
    private static final Duration DAYS = Duration.ofDays(5);
    private static final Duration BEFORE = Duration.ofDays(14);
    private static final Duration AFTERWARDS = Duration.ofDays(1);
    private static final Pattern PROMISE =
            Pattern.compile("(?i)\\b(service[- ]levels?|slas?|slos?|objective|promised?|agreed)\\b");
    private static final Pattern RANG = Pattern.compile("\\bALARM\\b");

    static AlarmWatch of(CaseFacts d) {
        var exhibits = d.file().evidence().exhibits();
        var from = d.dated() ? d.timeline().changedAt() : d.file().window().from();
        var rang = exhibits.stream()
                .filter(e -> e.signal() instanceof Signal.Event v
                        && !v.at().isBefore(from)
                        && RANG.matcher(v.summary()).find()
                        && v.summary().contains(d.file().drift().physicalId()))
                .toList();
        var incidents = exhibits.stream()
                .filter(e -> e.signal() instanceof Signal.Incident i && !i.at().isBefore(from))
                .toList();
        var late = incidents.stream()
                .filter(i -> rang.stream().anyMatch(r -> isLate(i.signal(), r.signal())))
                .toList();
        return new AlarmWatch(
                d,
                AlarmSetting.guards(d.file().drift(), exhibits),
                rang,
                incidents,
                late,
                promises(d),
                episodes(d, true),
                episodes(d, false));
    }

    private static boolean isLate(Signal incident, Signal rang) {
        var after = Duration.between(incident.at(), rang.at());
        return after.compareTo(LATE) >= 0 && after.compareTo(AFTERWARDS) < 0;
    }

    private static List<Exhibit> promises(CaseFacts d) {
        var changed = d.timeline().changedAt();
        return d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Event v
                        && v.kind() == Signal.Event.Kind.OTHER
                        && !v.at().isBefore(changed.minus(BEFORE))
                        && !v.at().isAfter(changed.plus(AFTERWARDS))
                        && PROMISE.matcher(v.summary()).find()
                        && !Instruction.in(v.summary()))
                .toList();
    }

    /// The alarm's metric where users suffered at levels that the live threshold lets pass, or where it rings.
    private static List<Exhibit> episodes(CaseFacts d, boolean missed) {
        var threshold = AlarmSetting.threshold(d.file().drift());
        if (threshold.isEmpty()) {
            return List.of();
        }
        var t = threshold.get();
        return AlarmSetting.metric(d.file().drift(), d.file().evidence().exhibits()).stream()
                .filter(e -> missed
                        ? suffered(d, e).anyMatch(s -> t.missed(s.peak()))
                        : e.signal() instanceof Signal.Metric m
                                && stats(m).anyMatch(s -> t.rings(t.above() ? s.max() : s.min())))
                .toList();
    }

    /// The alarm's metric where it passed the safe threshold before and since, and nobody felt it for days.
    List<Exhibit> noise() {
        var threshold = AlarmSetting.threshold(d.file().drift());
        var exhibits = d.file().evidence().exhibits();
        if (threshold.isEmpty() || d.watched().compareTo(DAYS) < 0 || !unfelt(exhibits)) {
            return List.of();
        }
        return AlarmSetting.metric(d.file().drift(), exhibits).stream()
                .filter(e -> e.signal() instanceof Signal.Metric m
                        && m.before() != null
                        && m.settled() != null
                        && stats(m).allMatch(s ->
                                threshold.get().missed(threshold.get().above() ? s.max() : s.min())))
                .toList();
    }

    private static boolean unfelt(List<Exhibit> exhibits) {
        var health = exhibits.stream()
                .filter(e -> e.signal() instanceof Signal.Metric m && m.role() == Signal.Metric.Role.HEALTH)
                .toList();
        return !health.isEmpty()
                && exhibits.stream().noneMatch(e -> e.signal() instanceof Signal.Incident)
                && felt(exhibits).findAny().isEmpty();
    }

    private static Stream<Signal.Metric.Stats> stats(Signal.Metric m) {
        return Stream.of(m.before(), m.onset(), m.during(), m.after()).flatMap(Stream::ofNullable);
    }

    List<Candidate> between() {
        return Ground.chosen(d);
    }

    /// Spikes of the alarm's metric at the time of a spike of what users feel.
    static Stream<Spike> suffered(CaseFacts d, Exhibit own) {
        return suffered(d.file().evidence().exhibits(), own);
    }

    static Stream<Spike> suffered(List<Exhibit> exhibits, Exhibit own) {
        var felt = felt(exhibits).toList();
        return ((Signal.Metric) own.signal())
                .shape().spikes().stream()
                        .filter(s -> felt.stream()
                                .anyMatch(f ->
                                        f.from().isBefore(s.to()) && s.from().isBefore(f.to())));
    }

    private static Stream<Spike> felt(List<Exhibit> exhibits) {
        return exhibits.stream()
                .filter(e -> e.signal() instanceof Signal.Metric m && m.role() == Signal.Metric.Role.HEALTH)
                .flatMap(e -> ((Signal.Metric) e.signal()).shape().spikes().stream())
                .filter(s -> s.peak() > s.usual());
    }
}
