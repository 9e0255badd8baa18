package dev.phantom.analysis.rules;

import static dev.phantom.analysis.measure.Ending.Kind.A_RELEASE;
import static dev.phantom.analysis.measure.Ending.Kind.ELSEWHERE;
import static dev.phantom.analysis.measure.Ending.Kind.THE_CHANGE;

import dev.phantom.analysis.measure.Strain;
import dev.phantom.analysis.rules.Clauses.Said;
import dev.phantom.analysis.rules.Tickets.State;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Exhibit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What can speak for or against an answer, whatever it is about. How much each weighs is fitted ([Weights]); none is
/// made for a single service. The sentence is a whole clause.
enum Sign {
    MORE("there is more of it", r -> when(r.sized(s -> !s.down()))),
    LESS("there is less of it", r -> when(r.sized(Sizing::down))),
    CEILING("it is a limit that costs nothing until it is reached", r -> when(r.sized(Sizing::ceiling))),
    FLOOR("a floor is paid for all the time", r -> when(r.sized(Sizing::floor))),
    BOUND_FOR_A_REASON(
            "the template says why there is a bound",
            r -> when(r.sized(s -> s.past().reasoned().isPresent()))),
    LONGER("it waits longer or tries more often", r -> when(r.waits(w -> w.longer()))),
    ALARM("it decides when an alarm rings", r -> when(r.alarm().isPresent())),
    TEXT("it is a text or a tag", r -> when(r.text().isPresent())),
    OPENED("it lets somebody in", r -> when(r.opens())),
    CLOSED("it lets in less, or protects more, than the repository says", r -> when(r.closes())),
    WEAKENED("it protects less than the repository says", r -> when(r.weakens())),
    KEPT_SHORTER("what is deleted earlier does not come back", r -> when(r.changes(LossFamily::shorter))),
    SETTING("it is a setting that no measure belongs to", r -> when(r.field() == Reading.Field.SETTING)),
    GRAVE("the finding is grave", r -> when(r.grave())),
    EVERYBODY(
            "everybody is let in", r -> when(r.opens() && everybody(r.d().file().drift()))),
    STRANGER("another account is let in", r -> when(r.opens() && OpenedFamily.stranger(r.d()))),
    LEAST(
            "it names one role, its calls and one resource",
            r -> when(r.opens() && LetIn.least(r.d().file().drift()))),
    BETWEEN(
            "a value between the two would do",
            r -> when(!r.d().file().candidates().isEmpty())),
    MUCH_LESS_WOULD_DO(
            "a value between the two spares much",
            r -> when(!Candidates.worth(r.d()).isEmpty())),

    UNDATED("nobody knows when it was changed", r -> when(!r.d().dated())),
    NO_TROUBLE(
            "nothing was wrong when it was changed",
            r -> when(r.d().timeline().trouble().isEmpty())),
    INCIDENT_LASTS("its incident is not over", r -> cited(r.lastingIncidents())),
    ENDED_TROUBLE(
            "the trouble ended right after it",
            r -> r.ending().is(THE_CHANGE) ? cited(r.d().timeline().troubleIds()) : none()),
    RELEASE_ENDED_TROUBLE(
            "a release ended the trouble",
            r -> r.ending().is(A_RELEASE) ? cited(r.ending().cite()) : none()),
    ENDED_ELSEWHERE(
            "the trouble ended with somebody else's",
            r -> r.ending().is(ELSEWHERE) ? cited(r.ending().cite()) : none()),
    ALERTS_BEGAN(
            "alerts began with it",
            r -> r.alerts().before().isEmpty() && r.alertsSince().size() >= 2 ? cited(r.alertsSince()) : none()),
    WORSE_SINCE("those who use it fare worse since", r -> cited(r.fares(1.5, 1000))),
    BETTER_SINCE("those who use it fare better since", r -> cited(r.fares(0, 0.6))),
    ERRORS_BEGAN("errors are logged that were not before", r -> cited(r.logged(false))),
    ERRORS_ENDED("errors that were logged before are logged no more", r -> cited(r.logged(true))),
    IN_VAIN("what suffered went on suffering", r -> cited(r.relief().inVain())),
    REFUSED_IN_VAIN("as much was turned away as before", r -> cited(r.relief().refusedInVain())),
    RELIEVED(
            "what was turned away before it is so no more",
            r -> cited(r.relief().ended())),
    STOPS_ENDED(
            "what stopped again and again has not stopped since",
            r -> Stops.of(r.d()).over() ? cited(Stops.of(r.d()).ids()) : none()),

    OLD_IS_ENOUGH("the old size carries today's load", r -> r.measured(Sizing::safeHolds) ? demand(r) : none()),
    OLD_IS_TOO_SMALL(
            "the old size would not carry today's load", r -> r.measured(s -> !s.safeHolds()) ? demand(r) : none()),
    UNMEASURED("nothing measures how full it is", r -> when(r.sized(Sizing::unknown))),
    PEAK_IS_OVER("a higher load is over", r -> r.measured(Sizing::episode) ? demand(r) : none()),
    STILL_REFUSES(
            "work is still turned away",
            r -> cited(r.sizing().map(s -> s.demand().refused()).orElse(List.of()))),
    TWO_CAUSES(
            "a release came in the same minutes",
            r -> r.sized(s -> s.twoCauses() || s.eitherHelped())
                    ? cited(r.sizing().orElseThrow().coincident())
                    : none()),
    SEASON("it was needed at such distances before", r -> cited(r.alerts().seasons())),
    BURSTS(
            "bursts came faster than it grows",
            r -> cited(r.sizing().map(s -> s.past().bursts()).orElse(List.of()))),
    LOAD_CAME_WITH_IT("the load came with it", r -> r.measured(s -> s.past().cameAlong()) ? demand(r) : none()),
    OLD_WAIT_IS_ENOUGH("the old time is enough", r -> waited(r, r.waits(w -> w.known() && w.safeHolds()))),
    OLD_WAIT_IS_SHORT("the old time is too short", r -> waited(r, r.waits(w -> w.known() && !w.safeHolds()))),
    WAIT_UNMEASURED("nothing measures how long it takes", r -> when(r.waits(w -> !w.known()))),

    USED("it is used until now", r -> cited(r.uses())),
    USE_STOPPED(
            "its use has stopped",
            r -> r.opens() && r.uses().isEmpty() ? cited(r.opening().stopped().cite()) : none()),
    UNWATCHED(
            "no log would show its use",
            r -> when(r.opens() && !Uses.watched(r.d().file().evidence()))),
    REFUSED_BEFORE(
            "whom it lets in was refused before",
            r -> r.opens() ? cited(r.opening().refusedBefore().cite()) : none()),
    BUSIER("much more passes since", r -> cited(r.opening().busier())),
    COMPLAINTS_ENDED("refusals ended with it", r -> cited(r.opening().complaints())),
    PUT_RIGHT("what it was for was put right since", r -> cited(r.opening().putRight())),
    COMPLAINTS_SINCE("somebody is turned away since", r -> cited(Refusals.sinceThen(r.d()))),
    TURNED_AWAY("calls or packets are refused since", r -> cited(r.turnedAway())),
    LIMIT_USED(
            "more than the old limit is asked for",
            r -> r.limit().flatMap(u -> cited(u.beyond().cite()))),
    KEPT_ELSEWHERE(
            "something else keeps copies", r -> r.weakens() ? cited(r.weakened().elsewhere()) : none()),
    IDLE("nobody is connected", r -> cited(r.weakened().idle())),
    RETIRING(
            "it is said to be on its way out",
            r -> cited(Tickets.cite(r.weakened().retiring()))),

    APPROVED("somebody agreed to it", r -> tickets(r, State.APPROVED)),
    OVER("its reason is written to be over", r -> tickets(r, State.OVER)),
    MISTAKE("it is written to be a mistake", r -> tickets(r, State.MISTAKE)),
    BEING_DECIDED(
            "a ticket about it is open", r -> cited(Tickets.cite(r.tickets().undecided()))),
    ABOUT_ANOTHER(
            "the record names something else",
            r -> cited(Tickets.cite(r.tickets().other()))),
    SAID_APPROVED("a note reads as if somebody agreed", r -> said(r, Said.APPROVED)),
    SAID_UNAPPROVED("a note reads as if nobody agreed", r -> said(r, Said.UNAPPROVED)),
    SAID_ASKED("a note asks, or awaits an answer", r -> said(r, Said.ASKED)),
    SAID_LASTING("a note reads as if it were to stay", r -> said(r, Said.LASTING)),
    SAID_PASSING("a note reads as if it were for a time", r -> said(r, Said.PASSING)),
    SAID_UNDO("a note wants it taken back", r -> said(r, Said.UNDO)),
    SAID_OVER("a note reads as if its reason were over", r -> said(r, Said.OVER)),
    SAID_MISTAKE("a note reads as if it were a mistake", r -> said(r, Said.MISTAKE)),
    SAID_HELPED("a note says that it helped", r -> said(r, Said.HELPED)),
    SAID_IN_VAIN("a note says that something else helped, or nothing", r -> said(r, Said.IN_VAIN)),
    READ_BY_SOMETHING(
            "something reads the tag",
            r -> when(r.text().filter(l -> l.readBy().isPresent()).isPresent())),
    VALUE_NAMED("a note names the very value", r -> r.text().flatMap(l -> cited(Tickets.cite(l.orders())))),
    SWEPT(
            "other resources were tagged in the same sitting",
            r -> when(r.text().filter(l -> l.swept()).isPresent())),
    TOGETHER(
            "others took the same value",
            r -> when(r.text().filter(l -> l.together().size() > 1).isPresent())),

    RINGS_LATER("the alarm rings later", r -> when(r.alarm().isPresent() && AlarmFamily.later(r.d()))),
    SILENCED("the alarm calls nobody", r -> when(r.alarm().isPresent() && AlarmFamily.silenced(r.d()))),
    OTHER_GUARDS("another monitor watches the same", r -> exhibits(r, AlarmWatch::guards)),
    MISSED("users suffered and it kept quiet", r -> exhibits(r, AlarmWatch::missed)),
    STILL_RINGS("it still rings", r -> exhibits(r, AlarmWatch::stillRings)),
    ;

    /// What follows from the change itself, or from what is missing.
    private static final Set<Sign> NO_EVIDENCE = EnumSet.of(
            MORE,
            LESS,
            CEILING,
            FLOOR,
            BOUND_FOR_A_REASON,
            LONGER,
            ALARM,
            TEXT,
            OPENED,
            CLOSED,
            WEAKENED,
            KEPT_SHORTER,
            SETTING,
            GRAVE,
            EVERYBODY,
            STRANGER,
            LEAST,
            BETWEEN,
            MUCH_LESS_WOULD_DO,
            UNDATED,
            NO_TROUBLE,
            UNMEASURED,
            WAIT_UNMEASURED,
            UNWATCHED,
            RINGS_LATER,
            SILENCED,
            READ_BY_SOMETHING);

    private final String sentence;
    private final Function<Reading, Optional<List<String>>> seen;

    Sign(String sentence, Function<Reading, Optional<List<String>>> seen) {
        this.sentence = sentence;
        this.seen = seen;
    }

    /// Whether something was seen or written that shows it.
    boolean evidence() {
        return !NO_EVIDENCE.contains(this);
    }

    String sentence() {
        return sentence;
    }

    /// The exhibits that show it, or none where it follows from the change itself; empty if it is not so.
    Optional<List<String>> in(Reading reading) {
        return seen.apply(reading);
    }

    private static Optional<List<String>> none() {
        return Optional.empty();
    }

    private static Optional<List<String>> when(boolean holds) {
        return holds ? Optional.of(List.of()) : none();
    }

    private static Optional<List<String>> cited(List<String> ids) {
        return ids.isEmpty() ? none() : Optional.of(ids);
    }

    private static Optional<List<String>> demand(Reading r) {
        return r.sizing().map(s -> s.demand().stream().map(Strain::exhibit).toList());
    }

    private static Optional<List<String>> waited(Reading r, boolean holds) {
        return holds ? r.waiting().map(w -> w.cite()) : none();
    }

    private static Optional<List<String>> tickets(Reading r, State state) {
        return cited(Tickets.cite(r.tickets().in(state)));
    }

    private static Optional<List<String>> said(Reading r, Said what) {
        return cited(Tickets.cite(r.tickets().all().stream()
                .filter(t -> Clauses.in(t.text()).contains(what))
                .toList()));
    }

    private static Optional<List<String>> exhibits(Reading r, Function<AlarmWatch, List<Exhibit>> which) {
        return r.alarm()
                .flatMap(w -> cited(which.apply(w).stream().map(Exhibit::id).toList()));
    }

    private static boolean everybody(Drift drift) {
        var in = LetIn.of(drift);
        return in.everybody() || in.ranges().stream().anyMatch(range -> range.endsWith("/0"));
    }

    /// All that a case shows, in the order above.
    static List<Sign> of(Reading reading) {
        return Stream.of(values()).filter(s -> s.in(reading).isPresent()).toList();
    }
}
