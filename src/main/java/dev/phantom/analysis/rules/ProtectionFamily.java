package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Notes;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Tickets.State;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A protection is off, shorter or weaker than the repository says. Back it goes, unless what it protected is being
/// retired, something else protects instead, or the protection itself stood in the way of work that goes on.
final class ProtectionFamily implements JudgementRule {
    private static final Duration LATELY = Duration.ofHours(48);
    private static final int A_HABIT = 3;
    private static final Pattern RETIRING = Pattern.compile(
            "(?i)\\b(retir\\w+|decommission\\w*|sunset|shut ?down|switch(ed)? off|tear(ing)? down|end of life|delet(e|ion)|cut[- ]over)\\b");
    private static final Pattern KEPT_ELSEWHERE = Pattern.compile(
            "(?i)\\b(backup|snapshot|copy|replication|recovery point)s?\\b.*\\b(completed|succeeded|passed|finished)\\b");
    /// Names who has taken over: a service, a plan, a vault.
    private static final Pattern TAKEN_OVER = Pattern.compile(
            "(?i)\\b(by|through|via|taken over|replaced by|moved? to|move to|now in|handled by)\\b.*\\b(backup|plan|vault|snapshot|replica\\w*|dlm|policy|copy)\\b");
    private static final Pattern PLANNED = Pattern.compile("(?i)\\b(plan|vault|policy|schedule)\\b");
    private static final Pattern KEEPS = Pattern.compile("(?i)backup|snapshot|recovery|retention|replica");

    record Weakened(
            CaseFacts d,
            Tickets tickets,
            List<String> idle,
            List<String> elsewhere,
            Optional<String> moved,
            List<String> inTheWay,
            List<String> sessions) {

        static Weakened of(CaseFacts d) {
            var keeps = d.file().drift().changes().stream()
                    .anyMatch(c -> KEEPS.matcher(c.path().toString()).find());
            return new Weakened(
                    d,
                    Tickets.of(d),
                    idle(d),
                    keeps ? elsewhere(d) : List.of(),
                    keeps ? moved(d) : Optional.empty(),
                    Refusals.endedWith(d),
                    sessions(d));
        }

        /// Of a longer session: who begins one until now. How long it is asked for, the trail does not tell.
        private static List<String> sessions(CaseFacts d) {
            var window = d.file().window();
            return d.file().drift().changes().stream()
                            .anyMatch(c -> c.path().segments().getLast().equals("MaxSessionDuration"))
                    ? Uses.of(d.file().evidence())
                            .granted()
                            .since(window.changedAt())
                            .by(u -> u.what().contains(":AssumeRole"))
                            .lasting(window)
                            .cite()
                    : List.of();
        }

        /// Nobody is connected: not before and not since.
        static List<String> idle(CaseFacts d) {
            return d.file().evidence().exhibits().stream()
                    .filter(e -> e.signal() instanceof Signal.Metric m
                            && m.name().endsWith("connections")
                            && nothing(m.before())
                            && nothing(m.settled()))
                    .map(Exhibit::id)
                    .toList();
        }

        private static boolean nothing(Signal.Metric.@Nullable Stats stats) {
            return stats != null && stats.points() > 0 && stats.max() == 0;
        }

        /// Jobs of a service that keeps copies, until now.
        static List<String> elsewhere(CaseFacts d) {
            var jobs = d.file().evidence().exhibits().stream()
                    .filter(e -> e.signal() instanceof Signal.Event v
                            && KEPT_ELSEWHERE.matcher(v.summary()).find())
                    .toList();
            var lately = jobs.stream()
                    .anyMatch(e ->
                            !e.signal().at().isBefore(d.file().window().to().minus(LATELY)));
            return lately && jobs.size() >= A_HABIT
                    ? jobs.stream().map(Exhibit::id).toList()
                    : List.of();
        }

        /// The commit of a person that says who has taken over.
        private static Optional<String> moved(CaseFacts d) {
            var words = Words.in(
                    Stream.of(d.file().drift().logicalId(), d.file().drift().physicalId()));
            return d.notes().of(Notes.Source.COMMIT, Notes.Source.NOTICE).all().stream()
                    .filter(n -> n.source() == Notes.Source.COMMIT || words.speakOf(n.text()))
                    .map(Notes.Note::text)
                    .filter(t -> KEEPS.matcher(t).find()
                            && (TAKEN_OVER.matcher(t).find()
                                    || PLANNED.matcher(t).find()))
                    .findFirst();
        }

        List<Tickets.Ticket> retiring() {
            return tickets.all().stream()
                    .filter(t -> t.state() != State.OVER
                            && t.state() != State.MISTAKE
                            && RETIRING.matcher(t.text()).find())
                    .toList();
        }
    }

    private static final List<Row<Weakened>> TABLE = List.of(
            new Row<>(w -> !w.retiring().isEmpty() || !w.idle().isEmpty(), ProtectionFamily::retiring),
            new Row<>(w -> !w.elsewhere().isEmpty() && w.moved().isPresent(), ProtectionFamily::replaced),
            new Row<>(w -> !w.elsewhere().isEmpty(), ProtectionFamily::perhapsReplaced),
            new Row<>(w -> w.tickets().any(State.APPROVED), ProtectionFamily::agreed),
            new Row<>(
                    w -> !w.inTheWay().isEmpty() && !w.d().file().candidates().isEmpty(), ProtectionFamily::otherwise),
            new Row<>(w -> !w.inTheWay().isEmpty(), ProtectionFamily::inTheWay),
            new Row<>(w -> !w.sessions().isEmpty(), ProtectionFamily::inSession),
            new Row<>(w -> true, ProtectionFamily::back));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        // what takes no security away, and is on record, is the record's
        var recorded = d.securityFindings().isEmpty() && Tickets.of(d).any(State.APPROVED);
        return weakened(d).isEmpty() || recorded ? Optional.empty() : Row.first(TABLE, Weakened.of(d));
    }

    /// A control that fails guards something, be it against people or against the loss of a zone.
    static List<Finding> weakened(CaseFacts d) {
        return d.file().assessment().findings().stream()
                .filter(f -> f.security() || !f.control().isEmpty())
                .toList();
    }

    private static Judgement retiring(Weakened w) {
        var cite = new ArrayList<>(Tickets.cite(w.retiring()));
        cite.addAll(w.idle());
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s What it protects seems to be on its way out, and whether that is agreed, and what must be kept, is its owner's to say"
                                .formatted(weaker(w.d())),
                        cite,
                        "if it were still used, or the retirement called off")
                .observed();
    }

    private static Judgement replaced(Weakened w) {
        return Ground.of(
                        w.d(),
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s Something else keeps copies until now, and a commit speaks of it (\"%s\")"
                                .formatted(weaker(w.d()), w.moved().orElse("")),
                        w.elsewhere(),
                        "if those jobs failed or kept less than the repository asks for")
                .observed();
    }

    private static Judgement perhapsReplaced(Weakened w) {
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s Something else keeps copies, but nobody wrote that it takes over".formatted(weaker(w.d())),
                        w.elsewhere(),
                        "if a commit or a ticket said so")
                .observed();
    }

    private static Judgement agreed(Weakened w) {
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s Somebody agreed to it; for how long, and what protects in its place, is not on record"
                                .formatted(weaker(w.d())),
                        Tickets.cite(w.tickets().in(State.APPROVED)),
                        "if what protects in its place were seen")
                .observed();
    }

    private static Judgement otherwise(Weakened w) {
        var chosen = Ground.chosen(w.d());
        return Ground.of(
                        w.d(),
                        Recommendation.REFACTOR,
                        Level.MEDIUM,
                        "%s The protection stood in the way of work, as refusals that ended with it show; both can be had: %s"
                                .formatted(weaker(w.d()), chosen.getFirst().why()),
                        w.inTheWay(),
                        "if the work had ended")
                .observed()
                .editing(chosen.stream().map(c -> c.edit()).toList());
    }

    private static Judgement inTheWay(Weakened w) {
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s The protection stood in the way of work, as refusals that ended with it show: a plain revert brings them back"
                                .formatted(weaker(w.d())),
                        w.inTheWay(),
                        "if the work had ended")
                .observed();
    }

    private static Judgement inSession(Weakened w) {
        return Ground.of(
                        w.d(),
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s Sessions are begun until now, and for how long is not told: a shorter limit may cut off work that lasts"
                                .formatted(weaker(w.d())),
                        w.sessions(),
                        "if the length that is asked for were known, or nobody began one")
                .observed()
                .lacking("how long sessions are asked for");
    }

    private static Judgement back(Weakened w) {
        var grave = weakened(w.d()).stream().anyMatch(f -> f.level().compareTo(Severity.HIGH) >= 0);
        var level = grave || w.d().exact() ? Level.HIGH : Level.MEDIUM;
        var during = w.d().timeline().troubleIds();
        var judgement = Ground.of(
                w.d(),
                Recommendation.REVERT,
                level,
                "%s Nothing that was seen explains why it should stay so".formatted(weaker(w.d())),
                List.of(),
                "if something else protected in its place, or what it protects were being retired");
        return judgement.citing(judgement.evidence(), during);
    }

    private static String weaker(CaseFacts d) {
        return "It is less protected than the repository says: "
                + weakened(d).stream().map(Finding::title).distinct().collect(Collectors.joining("; ")) + ".";
    }
}
