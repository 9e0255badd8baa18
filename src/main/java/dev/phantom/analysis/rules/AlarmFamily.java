package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.Change;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.SpikeDetector.Spike;
import dev.phantom.severity.Assessor;
import dev.phantom.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// When an alarm rings and whom it calls. It is measured by real trouble: what it would have told in time, what it
/// would have missed, and who else would have told it.
final class AlarmFamily implements JudgementRule {
    /// Whoever is called later than that after customers began to suffer was not called by the alarm.
    private static final Duration LATE = Duration.ofMinutes(15);

    private static final Duration DAYS = Duration.ofDays(5);
    private static final Duration BEFORE = Duration.ofDays(14);
    private static final Duration AFTERWARDS = Duration.ofDays(1);
    private static final Pattern PROMISE =
            Pattern.compile("(?i)\\b(service[- ]levels?|slas?|slos?|objective|promised?|agreed|page (us |me )?(at|after))\\b");
    private static final Pattern RANG = Pattern.compile("\\bALARM\\b");

    private record Watch(
            CaseFacts d,
            List<Exhibit> guards,
            List<Exhibit> rang,
            List<Exhibit> incidents,
            List<Exhibit> late,
            List<Exhibit> promises,
            List<Exhibit> missed,
            List<Exhibit> stillRings) {

        static Watch of(CaseFacts d) {
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
            return new Watch(
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
                            : e.signal() instanceof Signal.Metric m && stats(m).anyMatch(s -> t.rings(t.above() ? s.max() : s.min())))
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
                            && stats(m).allMatch(s -> threshold.get().missed(threshold.get().above() ? s.max() : s.min())))
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
    }

    private static final List<Row<Watch>> TABLE = List.of(
            new Row<>(w -> silenced(w.d()) && !w.guards().isEmpty(), AlarmFamily::watchedElsewhere),
            new Row<>(w -> silenced(w.d()), AlarmFamily::nobodyCalled),
            new Row<>(w -> later(w.d()) && !w.missed().isEmpty() && !w.between().isEmpty(), AlarmFamily::tooHigh),
            new Row<>(w -> later(w.d()) && !w.missed().isEmpty(), AlarmFamily::missesTrouble),
            new Row<>(w -> later(w.d()) && !w.late().isEmpty() && !w.promises().isEmpty(), AlarmFamily::asPromised),
            new Row<>(w -> later(w.d()) && !w.late().isEmpty() && !w.between().isEmpty(), AlarmFamily::tooLate),
            new Row<>(w -> later(w.d()) && !w.late().isEmpty(), AlarmFamily::missesTrouble),
            new Row<>(w -> later(w.d()) && !w.stillRings().isEmpty(), AlarmFamily::tellsWhatMatters),
            new Row<>(w -> later(w.d()) && !w.noise().isEmpty(), AlarmFamily::quietNoise),
            new Row<>(w -> true, AlarmFamily::untested));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var drift = d.file().drift();
        var own = drift.changes().stream()
                .allMatch(c -> !Assessor.descriptive(c));
        return drift.type().equals(AlarmSetting.TYPE) && own ? Row.first(TABLE, Watch.of(d)) : Optional.empty();
    }

    /// Spikes of the alarm's metric at the time of a spike of what users feel.
    static Stream<Spike> suffered(CaseFacts d, Exhibit own) {
        return suffered(d.file().evidence().exhibits(), own);
    }

    static Stream<Spike> suffered(List<Exhibit> exhibits, Exhibit own) {
        var felt = felt(exhibits).toList();
        return ((Signal.Metric) own.signal())
                .shape().spikes().stream()
                        .filter(s -> felt.stream().anyMatch(f -> f.from().isBefore(s.to()) && s.from().isBefore(f.to())));
    }

    private static Stream<Spike> felt(List<Exhibit> exhibits) {
        return exhibits.stream()
                .filter(e -> e.signal() instanceof Signal.Metric m && m.role() == Signal.Metric.Role.HEALTH)
                .flatMap(e -> ((Signal.Metric) e.signal()).shape().spikes().stream())
                .filter(s -> s.peak() > s.usual());
    }

    private static boolean silenced(CaseFacts d) {
        return d.file().drift().changes().stream().anyMatch(c -> switch (c) {
            case Change.NotEqual n ->
                n.path().last().equals("ActionsEnabled")
                        && n.actual().settled() instanceof Value.Scalar s
                        && s.text().equals("false");
            case Change.Remove r -> r.path().segments().getFirst().equals("AlarmActions");
            case Change.Add a -> false;
        });
    }

    private static boolean later(CaseFacts d) {
        var drift = d.file().drift();
        return Stream.of(AlarmSetting.threshold(drift), AlarmSetting.wait(drift))
                .flatMap(Optional::stream)
                .anyMatch(AlarmSetting::later);
    }

    private static List<String> ids(List<Exhibit> exhibits) {
        return exhibits.stream().map(Exhibit::id).toList();
    }

    private static Judgement watchedElsewhere(Watch w) {
        var alerted = w.guards().stream().anyMatch(e -> e.signal() instanceof Signal.Guard g && !g.transitions().isEmpty());
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        alerted ? Level.HIGH : Level.MEDIUM,
                        "It calls nobody any more, but another monitor watches the same metric"
                                + (alerted ? " and has alerted since" : ""),
                        ids(w.guards()),
                        "if that monitor were switched off or called nobody")
                .observed();
    }

    private static Judgement nobodyCalled(Watch w) {
        var cite = new ArrayList<>(ids(w.rang()));
        cite.addAll(ids(w.incidents()));
        return Ground.of(
                        w.d(),
                        Recommendation.REVERT,
                        cite.isEmpty() ? Level.MEDIUM : Level.HIGH,
                        "It calls nobody any more, and no other monitor that was found watches its metric"
                                + (cite.isEmpty() ? "" : "; trouble came since and nobody was called"),
                        cite,
                        "if another monitor called somebody for the same metric")
                .observed();
    }

    private static Judgement tooHigh(Watch w) {
        return between(
                w,
                "Users suffered since at levels that the new threshold lets pass; of the values between, %s"
                        .formatted(w.between().getFirst().why()),
                w.missed(),
                "if what users felt had another cause");
    }

    private static Judgement tooLate(Watch w) {
        var cite = new ArrayList<>(w.late());
        cite.addAll(w.rang());
        return between(
                w,
                "In real trouble it rang more than %d minutes after it began; of the values between, %s"
                        .formatted(LATE.toMinutes(), w.between().getFirst().why()),
                cite,
                "if whoever is promised an answer had agreed to that delay");
    }

    private static Judgement between(Watch w, String decided, List<Exhibit> cite, String otherwise) {
        return Ground.of(w.d(), Recommendation.REFACTOR, Level.MEDIUM, decided, ids(cite), otherwise)
                .observed()
                .editing(w.between().stream().map(Candidate::edit).toList());
    }

    private static Judgement missesTrouble(Watch w) {
        var cite = new ArrayList<>(ids(w.missed()));
        cite.addAll(ids(w.late()));
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "Real trouble since was told late or not at all, and no value between is known to be better",
                        cite,
                        "if whoever is promised an answer had agreed to it")
                .observed();
    }

    private static Judgement asPromised(Watch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "It rings later, as what is promised to its users was changed just before, and in real trouble since it rang",
                        ids(Stream.concat(w.promises().stream(), w.rang().stream()).toList()),
                        "if the promise were the old one")
                .observed();
    }

    private static Judgement tellsWhatMatters(Watch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "The new threshold was reached by real trouble, and users were not seen to suffer at a level that it lets pass",
                        ids(Stream.concat(w.stillRings().stream(), w.rang().stream()).toList()),
                        "if users suffered at a level between the two")
                .observed();
    }

    private static Judgement quietNoise(Watch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "Its metric passes the old threshold and stays below the new one, before and since, and users feel nothing of it",
                        ids(w.noise()),
                        "if users suffered at such a level")
                .observed();
    }

    private static Judgement untested(Watch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "No trouble was seen that tells which setting is right",
                        ids(w.rang()),
                        "with trouble that the one tells and the other does not")
                .observed()
                .lacking("no trouble that tests the alarm");
    }
}
