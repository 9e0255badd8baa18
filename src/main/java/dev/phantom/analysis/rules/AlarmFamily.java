package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.Change;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.severity.Assessor;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When an alarm rings and whom it calls. It is measured by real trouble: what it would have told in time, what it
/// would have missed, and who else would have told it.
final class AlarmFamily implements JudgementRule {
    private static final List<Row<AlarmWatch>> TABLE = List.of(
            new Row<>(w -> silenced(w.d()) && !w.guards().isEmpty(), AlarmFamily::watchedElsewhere),
            new Row<>(w -> silenced(w.d()), AlarmFamily::nobodyCalled),
            new Row<>(w -> !CalledInstead.of(w).answered().isEmpty(), AlarmFamily::answered),
            new Row<>(
                    w -> CalledInstead.of(w).other()
                            && !CalledInstead.of(w).unheard().isEmpty(),
                    AlarmFamily::unanswered),
            new Row<>(w -> later(w.d()) && !w.missed().isEmpty() && w.oldIsQuiet(), AlarmFamily::oldIsRight),
            new Row<>(w -> later(w.d()) && !w.missed().isEmpty() && !w.between().isEmpty(), AlarmFamily::tooHigh),
            new Row<>(w -> later(w.d()) && !w.missed().isEmpty(), AlarmFamily::missesTrouble),
            new Row<>(w -> later(w.d()) && !w.late().isEmpty() && !w.promises().isEmpty(), AlarmFamily::asPromised),
            new Row<>(w -> later(w.d()) && !w.late().isEmpty() && !w.between().isEmpty(), AlarmFamily::tooLate),
            new Row<>(w -> later(w.d()) && !w.late().isEmpty(), AlarmFamily::missesTrouble),
            new Row<>(w -> later(w.d()) && !w.unheard().isEmpty(), AlarmFamily::missesTrouble),
            new Row<>(w -> later(w.d()) && !w.stillRings().isEmpty(), AlarmFamily::tellsWhatMatters),
            new Row<>(w -> later(w.d()) && !w.noise().isEmpty(), AlarmFamily::quietNoise),
            new Row<>(w -> later(w.d()) && !w.rangForNothing().isEmpty(), AlarmFamily::quietAtLast),
            new Row<>(w -> true, AlarmFamily::untested));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var drift = d.file().drift();
        var own = drift.changes().stream().noneMatch(Assessor::descriptive);
        return drift.type().equals(AlarmSetting.TYPE) && own ? Row.first(TABLE, AlarmWatch.of(d)) : Optional.empty();
    }

    static boolean silenced(CaseFacts d) {
        return d.file().drift().changes().stream().anyMatch(c -> switch (c) {
            case Change.NotEqual n ->
                n.path().last().equals("ActionsEnabled")
                        && n.actual().settled() instanceof Value.Scalar s
                        && s.text().equals("false");
            case Change.Remove r -> r.path().segments().getFirst().equals("AlarmActions");
            case Change.Add a -> false;
        });
    }

    static boolean later(CaseFacts d) {
        var drift = d.file().drift();
        return Stream.of(AlarmSetting.threshold(drift), AlarmSetting.wait(drift))
                .flatMap(Optional::stream)
                .anyMatch(AlarmSetting::later);
    }

    private static List<String> ids(List<Exhibit> exhibits) {
        return exhibits.stream().map(Exhibit::id).toList();
    }

    private static Judgement watchedElsewhere(AlarmWatch w) {
        var alerted = w.guards().stream()
                .anyMatch(e ->
                        e.signal() instanceof Signal.Guard g && !g.transitions().isEmpty());
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

    private static Judgement nobodyCalled(AlarmWatch w) {
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

    private static Judgement answered(AlarmWatch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "It calls somebody else, and they have answered since",
                        CalledInstead.of(w).answered(),
                        "if a call had gone unanswered")
                .observed();
    }

    private static Judgement unanswered(AlarmWatch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "It calls somebody else; trouble came since, and nothing shows that they were reached",
                        CalledInstead.of(w).unheard(),
                        "if they had answered a call")
                .observed();
    }

    private static Judgement oldIsRight(AlarmWatch w) {
        var cite = new ArrayList<>(ids(w.missed()));
        cite.addAll(ids(w.unheard()));
        return Ground.of(
                        w.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "Users suffered since at levels that the new threshold lets pass, and what is usual now lies below the old one",
                        cite,
                        "if the metric passed the old threshold without any trouble")
                .observed();
    }

    private static Judgement quietAtLast(AlarmWatch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "It rang %d times before the change without an incident, and hardly since; no trouble went by unheard"
                                .formatted(w.rangForNothing().size()),
                        ids(w.rangForNothing()),
                        "if trouble came that it lets pass")
                .observed();
    }

    private static Judgement tooHigh(AlarmWatch w) {
        return between(
                w,
                "Users suffered since at levels that the new threshold lets pass; of the values between, %s"
                        .formatted(w.between().getFirst().why()),
                w.missed(),
                "if what users felt had another cause");
    }

    private static Judgement tooLate(AlarmWatch w) {
        var cite = new ArrayList<>(w.late());
        cite.addAll(w.rang());
        return between(
                w,
                "In real trouble it rang more than %d minutes after it began; of the values between, %s"
                        .formatted(
                                AlarmWatch.LATE.toMinutes(),
                                w.between().getFirst().why()),
                cite,
                "if whoever is promised an answer had agreed to that delay");
    }

    private static Judgement between(AlarmWatch w, String decided, List<Exhibit> cite, String otherwise) {
        return Ground.of(w.d(), Recommendation.REFACTOR, Level.MEDIUM, decided, ids(cite), otherwise)
                .observed()
                .editing(w.between().stream().map(Candidate::edit).toList());
    }

    private static Judgement missesTrouble(AlarmWatch w) {
        var cite = new ArrayList<>(ids(w.missed()));
        cite.addAll(ids(w.late()));
        cite.addAll(ids(w.unheard()));
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "Real trouble since was told late or not at all, and no value between is known to be better",
                        cite,
                        "if whoever is promised an answer had agreed to it")
                .observed();
    }

    private static Judgement asPromised(AlarmWatch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "It rings later, as what is promised to its users was changed just before, and in real trouble since it rang",
                        ids(Stream.concat(w.promises().stream(), w.rang().stream())
                                .toList()),
                        "if the promise were the old one")
                .observed();
    }

    private static Judgement tellsWhatMatters(AlarmWatch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "The new threshold was reached by real trouble, and users were not seen to suffer at a level that it lets pass",
                        ids(Stream.concat(w.stillRings().stream(), w.rang().stream())
                                .toList()),
                        "if users suffered at a level between the two")
                .observed();
    }

    private static Judgement quietNoise(AlarmWatch w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "Its metric passes the old threshold and stays below the new one, before and since, and users feel nothing of it",
                        ids(w.noise()),
                        "if users suffered at such a level")
                .observed();
    }

    private static Judgement untested(AlarmWatch w) {
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
