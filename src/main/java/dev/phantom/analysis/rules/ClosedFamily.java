package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Notes;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Tickets.State;
import dev.phantom.drift.Change;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Reversed;
import dev.phantom.severity.policy.AccessDifference;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Live is tighter than the repository: a door closed in an attack, a policy narrowed, a protection switched on. Going
/// back is a risk, and so is staying where somebody with a right to it is turned away.
///
/// The subject is alone because an analyst has the case and nothing else: a verdict that hung on siblings of the
/// resource could not be replayed from its file.
final class ClosedFamily implements JudgementRule {
    private static final Pattern STAYS =
            Pattern.compile("(?i)\\b(stays?|keep(s|ing)? (it|this)|permanent(ly)?|for good|remains?)\\b");
    private static final Pattern ORDER = Pattern.compile(
            "(?i)\\b(clos(e|ed|ing)|shut|remov(e|ed|ing)|revok(e|ed|ing)|block(ed)?|restrict(ed)?|deny)\\b");

    private record Closing(
            CaseFacts d,
            String wouldOpen,
            List<String> turnedAway,
            List<String> stays,
            Optional<String> notNeeded,
            Tickets tickets,
            List<Exhibit> incidents) {

        boolean inTrouble() {
            return !incidents.isEmpty();
        }

        /// What was to be closed, and is another door.
        List<Tickets.Ticket> otherOrders() {
            return tickets.otherBefore(d.timeline().changedAt()).stream()
                    .filter(t -> ORDER.matcher(t.text()).find())
                    .toList();
        }

        boolean lasts() {
            return incidents.stream().anyMatch(e -> e.signal() instanceof Signal.Incident i && i.resolved() == null);
        }
    }

    private static final List<Row<Closing>> TABLE = List.of(
            new Row<>(c -> !c.turnedAway().isEmpty() && c.lasts(), ClosedFamily::attackAndNeed),
            new Row<>(Closing::lasts, ClosedFamily::notOver),
            new Row<>(c -> !c.turnedAway().isEmpty() || c.tickets().any(State.MISTAKE), ClosedFamily::broke),
            new Row<>(c -> c.tickets().all().isEmpty() && !c.otherOrders().isEmpty(), ClosedFamily::otherDoor),
            new Row<>(c -> !c.stays().isEmpty(), ClosedFamily::stays),
            new Row<>(c -> c.notNeeded().isPresent(), ClosedFamily::notNeeded),
            new Row<>(Closing::inTrouble, ClosedFamily::emergency),
            new Row<>(c -> true, ClosedFamily::safer));

    private final Assessor assessor = RuleCatalogue.assessor();
    private final Knowledge knowledge;

    ClosedFamily(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        if (!tightens(d)) {
            return Optional.empty();
        }
        var would = undone(d).stream().map(Finding::title).distinct().collect(Collectors.joining("; "));
        return Row.first(TABLE, closing(d, would.isEmpty() ? "what was let through is let through again" : would));
    }

    /// Whether live lets in less than the safe state, or protects more.
    boolean tightens(CaseFacts d) {
        return narrowed(d) || d.securityFindings().isEmpty() && !undone(d).isEmpty();
    }

    /// Whether its policies admit less than the safe ones and nothing more.
    private boolean narrowed(CaseFacts d) {
        var stack = d.file().stack();
        var drift = d.file().drift();
        if (!drift.changes().stream().allMatch(c -> c.path().segments().contains("Statement"))) {
            return false;
        }
        var admits = AccessDifference.of(Subject.alone(stack, drift, knowledge.of(stack.id())));
        return admits.taken().isEmpty() && !admits.given().isEmpty();
    }

    private List<Finding> undone(CaseFacts d) {
        var stack = d.file().stack();
        var back = Subject.alone(stack, Reversed.of(d.file().drift()), knowledge.of(stack.id()));
        return assessor.assess(back).findings().stream()
                .filter(Finding::security)
                .toList();
    }

    private static Closing closing(CaseFacts d, String would) {
        var words = Words.of(d);
        var incidents = d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Incident i && met(i, d))
                .toList();
        // what a log says is what the closing of a door for traffic or callers can cause, not that of a protection
        var access = d.file().drift().changes().stream().anyMatch(ClosedFamily::access);
        var stays = new ArrayList<String>();
        d.notes().of(Notes.Source.INCIDENT).all().stream()
                .filter(n -> STAYS.matcher(n.text()).find())
                .forEach(n -> stays.add(n.cite()));
        var ended = d.notes().of(Notes.Source.COMMIT, Notes.Source.NOTICE, Notes.Source.PROGRAM).all().stream()
                .map(Notes.Note::text)
                .filter(t -> Over.in(t) && words.speakOf(t))
                .findFirst();
        return new Closing(d, would, access ? turnedAway(d) : List.of(), stays, ended, Tickets.of(d), incidents);
    }

    /// Whether the closing can have answered it: others of the month are told too.
    static boolean met(Signal.Incident incident, CaseFacts d) {
        return d.dated()
                ? incident.lasts(d.timeline().changedAt())
                : incident.touches(d.file().window());
    }

    private static List<String> turnedAway(CaseFacts d) {
        var all = new ArrayList<>(Refusals.sinceThen(d));
        all.addAll(Refusals.grown(d));
        var changed = d.timeline().changedAt();
        if (d.dated()
                && d.file().evidence().exhibits().stream()
                        .noneMatch(e -> e.signal() instanceof Signal.Incident i && met(i, d))) {
            all.addAll(Uses.of(d.file().evidence())
                    .refused()
                    .since(changed)
                    .lasting(d.file().window())
                    .cite());
        }
        return all;
    }

    private static boolean access(Change change) {
        return change.path().segments().stream()
                .anyMatch(
                        s -> s.matches(
                                ".*(Policy|Policies|PolicyDocument|Ingress|Egress|Cidr|Block|Principal|Arns|Ssl|Tls|Protocol).*"));
    }

    private static Judgement attackAndNeed(Closing c) {
        return Ground.of(
                        c.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "It closed something while an incident lasts, and somebody who needs it is turned away",
                        c.turnedAway(),
                        "once the incident is over")
                .observed();
    }

    private static Judgement notOver(Closing c) {
        return Ground.of(
                        c.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "It was tightened in an incident that is still open, and its responders know what it still needs; a revert means: "
                                + c.wouldOpen(),
                        c.incidents().stream().map(Exhibit::id).toList(),
                        "once the incident is over")
                .observed()
                .lacking("what the incident still needs");
    }

    private static Judgement otherDoor(Closing c) {
        return Ground.of(
                        c.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "The record that mentions it names something other than what was closed, so this was not requested; a revert means: "
                                + c.wouldOpen(),
                        Tickets.cite(c.otherOrders()),
                        "if a record named what was closed, or nobody had used it for long")
                .observed();
    }

    private static Judgement broke(Closing c) {
        var over = c.inTrouble() ? "The incident that it answered is over. " : "";
        var cite = new ArrayList<>(c.turnedAway());
        cite.addAll(Tickets.cite(c.tickets().in(State.MISTAKE)));
        return Ground.of(
                        c.d(),
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        over
                                + (c.turnedAway().isEmpty()
                                        ? "It was written since that this was not meant so; going back means: "
                                        : "Since it was closed, a caller that needs it has been denied; a revert means: ")
                                + c.wouldOpen(),
                        cite,
                        "if what is turned away were the attack itself, or had another way by now")
                .despite(c.incidents().stream().map(Exhibit::id).toList())
                .observed();
    }

    private static Judgement stays(Closing c) {
        return Ground.of(
                        c.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "It was closed in an incident whose record says that it stays closed, and nobody is turned away who needs it; going back means: "
                                + c.wouldOpen(),
                        c.stays(),
                        "if somebody with a right to it were turned away")
                .observed();
    }

    private static Judgement notNeeded(Closing c) {
        return Ground.of(
                        c.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "What it let in is over, as \"%s\" says, and nobody is turned away; going back means: %s"
                                .formatted(c.notNeeded().orElse(""), c.wouldOpen()),
                        List.of(),
                        "if somebody with a right to it were turned away")
                .observed();
    }

    private static Judgement emergency(Closing c) {
        return Ground.of(
                        c.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "It was closed in an incident; whether it shall stay closed is written nowhere, and nobody was seen who needs it",
                        c.incidents().stream().map(Exhibit::id).toList(),
                        "if the incident's record said that it stays, or if somebody were turned away")
                .observed()
                .lacking("whether the closing was meant to last");
    }

    private static Judgement safer(Closing c) {
        return Ground.of(
                c.d(),
                Recommendation.LEGITIMIZE,
                Level.MEDIUM,
                "The live state is safer than the repository; a revert would mean: " + c.wouldOpen(),
                List.of(),
                "if it stood in the way of somebody with a right to it");
    }
}
