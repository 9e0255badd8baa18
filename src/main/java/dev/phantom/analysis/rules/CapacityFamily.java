package dev.phantom.analysis.rules;

import static dev.phantom.analysis.rules.CaseFacts.cite;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.measure.Ending;
import dev.phantom.analysis.measure.Load;
import dev.phantom.analysis.measure.Strain;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// How much there is of something: classes, counts, memory, provisioned units, storage.
///
/// What decides is whether the safe size would carry today's load, by every metric that tells how full it is; who ended
/// the trouble matters only where that is not known.
final class CapacityFamily implements JudgementRule {
    private static final List<Row<Sizing>> MORE = List.of(
            new Row<>(Sizing::stays, CapacityFamily::stays),
            new Row<>(s -> s.unknown() && s.stopsEnded(), CapacityFamily::stopsEnded),
            new Row<>(s -> !s.relief().refusedInVain().isEmpty() && !s.refuses(), CapacityFamily::inVain),
            new Row<>(s -> s.unknown() && !s.relief().ended().isEmpty(), CapacityFamily::relieved),
            new Row<>(s -> s.unknown() && s.demand().thin().isEmpty() && ended(s), CapacityFamily::endedElse),
            new Row<>(Sizing::unknown, CapacityFamily::unmeasured),
            new Row<>(Sizing::refuses, CapacityFamily::strained),
            new Row<>(s -> !s.past().bursts().isEmpty() && s.tooBig(), EarlierNeed::burstsNeedSome),
            new Row<>(s -> !s.past().bursts().isEmpty(), EarlierNeed::burstsNeedIt),
            new Row<>(s -> s.floor() && !s.safeHolds() && !s.past().cameAlong(), CapacityFamily::floorUnclear),
            new Row<>(Sizing::fillsSoon, EarlierNeed::fillsSoon),
            new Row<>(s -> !s.past().seasons().isEmpty() && !ended(s) && s.ceiling(), EarlierNeed::comesBack),
            new Row<>(s -> !s.past().seasons().isEmpty() && !ended(s), EarlierNeed::mayComeBack),
            new Row<>(s -> s.past().unseenReason() && !ended(s), EarlierNeed::unseenReason),
            new Row<>(Sizing::eitherHelped, CapacityFamily::twoCauses),
            new Row<>(s -> s.safeHolds() && !s.episode() && !s.relief().ended().isEmpty(), CapacityFamily::relieved),
            new Row<>(s -> s.safeHolds() && s.soon() && !(s.asBefore() && ended(s)), CapacityFamily::tooEarly),
            new Row<>(s -> s.safeHolds() && s.announced().isPresent(), CapacityFamily::announced),
            new Row<>(Sizing::safeHolds, CapacityFamily::notNeeded),
            new Row<>(Sizing::twoCauses, CapacityFamily::twoCauses),
            new Row<>(s -> s.passing().isPresent(), CapacityFamily::passing),
            new Row<>(s -> s.past().cameAlong(), EarlierNeed::cameAlong),
            new Row<>(Sizing::tooBig, CapacityFamily::tooBig),
            new Row<>(s -> s.past().reasoned().isPresent(), CapacityFamily::bounded),
            new Row<>(s -> true, CapacityFamily::needed));

    private static final List<Row<Sizing>> LESS = List.of(
            new Row<>(s -> s.past().brakeNeeded(), EarlierNeed::brakeNeeded),
            new Row<>(s -> s.past().brakeHelped(), EarlierNeed::brakeHelped),
            new Row<>(s -> s.refuses() || s.full() && !s.unknown(), CapacityFamily::tooLittle),
            new Row<>(
                    s -> !s.past().alertsSince().isEmpty() && !s.unknown() && !s.liveHolds(),
                    CapacityFamily::tooLittle),
            new Row<>(s -> !s.past().begunSince().isEmpty(), CapacityFamily::tooLittle),
            new Row<>(Sizing::unknown, CapacityFamily::unmeasured),
            new Row<>(Sizing::soon, CapacityFamily::tooEarly),
            new Row<>(s -> true, CapacityFamily::enough));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return Sizing.of(d).flatMap(s -> Row.first(s.down() ? LESS : MORE, s));
    }

    private static boolean ended(Sizing s) {
        return s.d().ending().is(Ending.Kind.A_RELEASE) || s.d().ending().is(Ending.Kind.ELSEWHERE);
    }

    static Judgement of(Sizing s, Recommendation what, Level level, String reasoning, String otherwise) {
        return Judgement.of(what, level, reasoning + " " + otherwise)
                .citing(s.cite(), List.of())
                .observed();
    }

    private static Judgement unmeasured(Sizing s) {
        return of(
                        s,
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s, and no metric with enough points shows how full that is%s."
                                .formatted(s.went(), cite(s.demand().thin())),
                        "A utilisation that covers 80 % of the time since the change would decide.")
                .lacking("no utilisation of this size covers at least 80 % of the time since the change");
    }

    private static Judgement stays(Sizing s) {
        return of(
                s,
                Recommendation.LEGITIMIZE,
                Level.MEDIUM,
                "%s, and AWS makes this storage larger but never smaller: going back would mean a new one and a copy."
                        .formatted(s.went()),
                "Only a plan to move the data would speak for the old size.");
    }

    private static Judgement inVain(Sizing s) {
        var ids = s.relief().refusedInVain();
        return of(
                        s,
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "%s during trouble that went on as before%s and ended later for another reason: more did not help."
                                .formatted(s.went(), cite(ids)),
                        "A load that has grown since would justify it.")
                .alsoCiting(ids);
    }

    private static Judgement relieved(Sizing s) {
        var ids = s.relief().ended();
        return of(
                        s,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        ("%s. What was refused or killed until then%s has not been refused or killed since, with as"
                                        + " much to do, and no release came with it.")
                                .formatted(s.went(), cite(ids)),
                        "If the same work went through on the old size, it could go back.")
                .alsoCiting(ids)
                .review(s.aWeekOn());
    }

    private static Judgement endedElse(Sizing s) {
        return of(
                s,
                Recommendation.REVERT,
                Level.LOW,
                "%s during trouble that something else ended%s, and nothing that was measured needs it since."
                        .formatted(s.went(), cite(s.d().ending().cite())),
                "A load on the new size that is more than the old one can carry would justify it.");
    }

    private static Judgement stopsEnded(Sizing s) {
        var ids = s.stops().ids();
        return of(
                        s,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s. What stopped again and again before%s has not stopped once since, and no release came with it."
                                .formatted(s.went(), cite(ids)),
                        "Another stop, or a use that grows from start to start, would say that it only takes longer.")
                .alsoCiting(ids)
                .review(s.aWeekOn());
    }

    private static Judgement strained(Sizing s) {
        return of(
                        s,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s, and even so work is still turned away%s: a revert would make it worse."
                                .formatted(s.went(), cite(s.demand().refused())),
                        "If none were turned away on the old size with the same load, it could go back.")
                .review(s.aWeekOn());
    }

    private static Judgement floorUnclear(Sizing s) {
        return of(
                s,
                Recommendation.NEEDS_HUMAN,
                Level.LOW,
                ("%s (%s). A floor is kept for bursts that come faster than the group"
                                + " grows, and none of those was seen.")
                        .formatted(s.went(), s.figures()),
                "Alerts at the hours of a burst before the change, and none since, would justify it; their absence over weeks"
                        + " would not.");
    }

    private static Judgement tooEarly(Sizing s) {
        return of(
                        s,
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s. %s, but it has been observed for only %d hours: too early to decide."
                                .formatted(
                                        s.went(), s.figures(), s.d().watched().toHours()),
                        "The same figures over a full day would decide.")
                .review(s.changedAt().plus(2, ChronoUnit.DAYS))
                .lacking("less than a day since the change");
    }

    private static Judgement notNeeded(Sizing s) {
        var past = s.demand().stream().anyMatch(Strain::episode)
                ? " There was more to carry for a time that is over and has not come back."
                : "";
        return of(
                        s,
                        Recommendation.REVERT,
                        s.asBefore() || ended(s) ? Level.HIGH : Level.MEDIUM,
                        "%s, and today's load does not need it: %s.%s%s"
                                .formatted(s.went(), s.figures(), past, instead(s)),
                        "If the cause of the trouble or a higher load came back, it would be needed again.")
                .citing(s.cite(), Load.hotDuring(s.d().file().evidence().exhibits()));
    }

    private static Judgement announced(Sizing s) {
        var note = s.announced().orElseThrow();
        return of(
                s,
                Recommendation.NEEDS_HUMAN,
                Level.MEDIUM,
                "%s. Today's load does not need it (%s), but a notice names a day that is still to come (%s: %s): whether it is"
                                .formatted(s.went(), s.figures(), note.cite(), note.text())
                        + " needed then cannot be read from here.",
                "If that day brings nothing, the old size is enough.");
    }

    /// What ended the trouble in the change's place.
    private static String instead(Sizing s) {
        var ending = s.d().ending();
        return switch (ending.kind()) {
            case A_RELEASE -> " The trouble ended with a release%s, not with the size.".formatted(cite(ending.cite()));
            case ELSEWHERE -> " The trouble ended when another service recovered%s.".formatted(cite(ending.cite()));
            case NO_TROUBLE, NOT_OVER, THE_CHANGE, ANOTHER_WRITE, UNKNOWN -> "";
        };
    }

    private static Judgement twoCauses(Sizing s) {
        return of(
                s,
                Recommendation.NEEDS_HUMAN,
                Level.MEDIUM,
                ("%s in the same minutes as a release%s. Either can have ended the trouble, and no count of requests tells"
                                + " whether the load has grown: %s.")
                        .formatted(s.went(), cite(s.coincident()), s.figures()),
                "Requests counted before and after, or one of the two undone without the other, would decide.");
    }

    private static Judgement passing(Sizing s) {
        var note = s.passing().orElseThrow();
        return of(
                s,
                Recommendation.NEEDS_HUMAN,
                Level.MEDIUM,
                "%s. It is used now (%s), but a notice says that what it is for passes (%s: %s): somebody has to say when it ends."
                        .formatted(s.went(), s.figures(), note.cite(), note.text()),
                "A load that stays after that date would make it permanent.");
    }

    private static Judgement tooBig(Sizing s) {
        var chosen = s.smaller();
        return of(
                        s,
                        Recommendation.REFACTOR,
                        s.soon() ? Level.LOW : Level.MEDIUM,
                        "%s. The old size is too small (%s), and the new one more than is needed: %s."
                                .formatted(
                                        s.went(), s.figures(), chosen.getFirst().why()),
                        "A load that grows, or a peak that these days did not see, would justify the whole of it.")
                .editing(chosen.stream().map(Candidate::edit).toList())
                .review(s.aWeekOn());
    }

    private static Judgement bounded(Sizing s) {
        return of(
                s,
                Recommendation.NEEDS_HUMAN,
                Level.MEDIUM,
                ("%s, and the load asks for it: %s. But the template says why there is a bound (\"%s\"), and whether what it guards"
                                + " can bear more cannot be seen here.")
                        .formatted(s.went(), s.figures(), s.past().reasoned().orElse("")),
                "What it guards, measured at the new peaks, would decide.");
    }

    private static Judgement needed(Sizing s) {
        var judgement = of(
                        s,
                        Recommendation.LEGITIMIZE,
                        !s.soon() && s.demand().thin().isEmpty() ? Level.HIGH : Level.MEDIUM,
                        "%s, and the load asks for it: %s; no smaller size would leave room."
                                .formatted(s.went(), s.figures()),
                        "A fall of the load to what the old size carried would change that.")
                .review(s.aWeekOn());
        return s.soon() ? judgement.lacking("less than a day since the change") : judgement;
    }

    private static Judgement tooLittle(Sizing s) {
        return of(
                s,
                Recommendation.REVERT,
                Level.MEDIUM,
                "%s, and that is too little%s: %s."
                        .formatted(
                                s.went(),
                                cite(s.demand().refused()) + cite(s.past().alerts()),
                                figures(s)),
                "If nothing were turned away with the same load, it could stay.");
    }

    private static String figures(Sizing s) {
        return s.unknown() ? "its monitors say so" : s.figures();
    }

    private static Judgement enough(Sizing s) {
        return of(
                        s,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s, and that is enough: %s, and nothing is turned away.".formatted(s.went(), s.figures()),
                        "Work turned away, or a load that fills it, would speak for the old size.")
                .review(s.aWeekOn());
    }
}
