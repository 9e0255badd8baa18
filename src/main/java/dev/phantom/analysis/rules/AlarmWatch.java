package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern MINUTES = Pattern.compile("(?i)\\b(\\d{1,4}) ?(min(?:ute)?s?|h(?:our)?s?)\\b");
    private static final int AGAIN = 3;
    private static final Pattern RANG = Pattern.compile("\\bALARM\\b");

    static AlarmWatch of(CaseFacts d) {
        var exhibits = d.file().evidence().exhibits();
        var from = d.dated() ? d.timeline().changedAt() : d.file().window().from();
        var rang = exhibits.stream()
                .filter(e -> ownRing(d, e) && !e.signal().at().isBefore(from))
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
                promises(d, delay(late, rang)),
                episodes(d, true),
                episodes(d, false));
    }

    private static boolean isLate(Signal incident, Signal rang) {
        var after = Duration.between(incident.at(), rang.at());
        return after.compareTo(LATE) >= 0 && after.compareTo(AFTERWARDS) < 0;
    }

    private static Duration delay(List<Exhibit> late, List<Exhibit> rang) {
        return late.stream()
                .flatMap(i -> rang.stream()
                        .filter(r -> isLate(i.signal(), r.signal()))
                        .map(r -> Duration.between(i.signal().at(), r.signal().at())))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /// What was newly promised, if it lets an answer take as long as it took. One that names no time may.
    private static List<Exhibit> promises(CaseFacts d, Duration took) {
        var changed = d.timeline().changedAt();
        return d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Event v
                        && v.kind() == Signal.Event.Kind.OTHER
                        && !v.at().isBefore(changed.minus(BEFORE))
                        && !v.at().isAfter(changed.plus(AFTERWARDS))
                        && PROMISE.matcher(v.summary()).find()
                        && allows(v.summary(), took))
                .toList();
    }

    private static boolean allows(String text, Duration took) {
        var named = MINUTES.matcher(text)
                .results()
                .map(r -> Duration.ofMinutes(Long.parseLong(r.group(1))
                        * (r.group(2).toLowerCase(Locale.ROOT).startsWith("h") ? 60 : 1)))
                .toList();
        return named.isEmpty() || named.stream().anyMatch(n -> n.compareTo(took) >= 0);
    }

    /// The alarm's metric where users suffered at levels that the live threshold lets pass, or where it rings.
    private static List<Exhibit> episodes(CaseFacts d, boolean missed) {
        var threshold = AlarmSetting.threshold(d.file().drift());
        if (threshold.isEmpty()) {
            return List.of();
        }
        var t = threshold.get();
        var exhibits = d.file().evidence().exhibits();
        return AlarmSetting.metric(d.file().drift(), exhibits).stream()
                .filter(e -> missed
                        ? AlarmLevels.of(t, e, exhibits).isPresent()
                        : e.signal() instanceof Signal.Metric m
                                && stats(m).anyMatch(s -> t.rings(t.inUnit(m, t.above() ? s.max() : s.min()))))
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
                        && stats(m).allMatch(s -> threshold
                                .get()
                                .missed(threshold
                                        .get()
                                        .inUnit(m, threshold.get().above() ? s.max() : s.min()))))
                .toList();
    }

    private static boolean unfelt(List<Exhibit> exhibits) {
        var health = exhibits.stream()
                .filter(e -> e.signal() instanceof Signal.Metric m && m.role() == Signal.Metric.Role.HEALTH)
                .toList();
        return !health.isEmpty()
                && exhibits.stream().noneMatch(e -> e.signal() instanceof Signal.Incident)
                && AlarmLevels.felt(exhibits).findAny().isEmpty();
    }

    private static Stream<Signal.Metric.Stats> stats(Signal.Metric m) {
        return Stream.of(m.before(), m.onset(), m.during(), m.after()).flatMap(Stream::ofNullable);
    }

    List<Candidate> between() {
        return Ground.chosen(d);
    }

    /// Whether the old threshold rings in trouble alone, as things are now.
    boolean oldIsQuiet() {
        var exhibits = d.file().evidence().exhibits();
        return AlarmSetting.threshold(d.file().drift()).stream()
                .anyMatch(t -> AlarmSetting.metric(d.file().drift(), exhibits).stream()
                        .flatMap(own -> AlarmLevels.of(t, own, exhibits).stream())
                        .anyMatch(levels -> levels.quiet(t)));
    }

    /// Real trouble in which it did not ring at all.
    List<Exhibit> unheard() {
        return incidents.stream()
                .filter(i -> rang.stream().noneMatch(r -> isDuring(i.signal(), r.signal())))
                .toList();
    }

    private static boolean isDuring(Signal incident, Signal rang) {
        var end = incident instanceof Signal.Incident i ? i.resolved() : null;
        return !rang.at().isBefore(incident.at().minus(LATE))
                && (end == null || !rang.at().isAfter(end));
    }

    /// When it rang before without any trouble, if it did so again and again and for days hardly since.
    List<Exhibit> rangForNothing() {
        var changed = d.timeline().changedAt();
        var before = d.file().evidence().exhibits().stream()
                .filter(e -> ownRing(d, e) && e.signal().at().isBefore(changed))
                .filter(r -> d.file().evidence().exhibits().stream()
                        .noneMatch(i -> i.signal() instanceof Signal.Incident && isDuring(i.signal(), r.signal())))
                .toList();
        var since = rang.stream()
                .filter(e -> e.signal().at().isAfter(changed.plus(LATE)))
                .count();
        return before.size() >= AGAIN
                        && since * AGAIN <= before.size()
                        && d.watched().compareTo(DAYS) >= 0
                ? before
                : List.of();
    }

    private static boolean ownRing(CaseFacts d, Exhibit e) {
        return e.signal() instanceof Signal.Event v
                && RANG.matcher(v.summary()).find()
                && v.summary().contains(d.file().drift().physicalId());
    }
}
