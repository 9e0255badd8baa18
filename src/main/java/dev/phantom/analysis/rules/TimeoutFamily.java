package dev.phantom.analysis.rules;

import static dev.phantom.analysis.rules.CaseFacts.cite;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.measure.Backlog;
import dev.phantom.analysis.measure.Recent;
import dev.phantom.analysis.measure.Waiting;
import dev.phantom.drift.Change;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Metric;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How long something waits, and how often it tries: against the longest that was needed in the last days, not against
/// what a hanging dependency once took. And how long a stream keeps what nobody has read.
final class TimeoutFamily implements JudgementRule {
    private static final Pattern RETENTION = Pattern.compile("/RetentionPeriodHours|/MessageRetentionPeriod");
    private static final Pattern BEHIND = Pattern.compile("(?i).*(iterator_?age|age_of_oldest).*");
    private static final double LOST = 0.95;

    private record Timing(CaseFacts d, Waiting waiting) {
        /// Whether what was killed at its start again and again has come up since, each time that something was
        /// deployed.
        boolean startsAgain() {
            return waiting.starts()
                    && waiting.longer()
                    && Stops.of(d).over()
                    && d.file().evidence().exhibits().stream()
                            .anyMatch(e -> e.signal() instanceof Signal.Event v
                                    && v.kind() == Signal.Event.Kind.DEPLOY
                                    && v.at().isAfter(d.file().window().changedAt()));
        }

        String went() {
            return String.format(
                    Locale.ROOT,
                    "%s went from %.0f to %.0f%s",
                    waiting.path(),
                    waiting.safe(),
                    waiting.live(),
                    d.attribution());
        }

        String need() {
            return String.format(Locale.ROOT, "the most that was needed in the last days is %.0f", waiting.need())
                    + cite(waiting.cite());
        }

        List<Candidate> smaller() {
            return Candidates.worth(d);
        }
    }

    private static final List<Row<Timing>> TABLE = List.of(
            new Row<>(t -> !t.waiting().known() && t.startsAgain(), TimeoutFamily::startsAgain),
            new Row<>(t -> t.d().soon(), TimeoutFamily::tooEarly),
            new Row<>(t -> t.waiting().longer() && t.waiting().safeHolds(), TimeoutFamily::notNeeded),
            new Row<>(t -> t.waiting().longer() && !t.smaller().isEmpty(), TimeoutFamily::tooLong),
            new Row<>(t -> t.waiting().longer(), TimeoutFamily::needed),
            new Row<>(t -> !t.waiting().liveHolds(), TimeoutFamily::tooShort),
            new Row<>(t -> true, TimeoutFamily::enough));

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return retention(d)
                .or(() -> workers(d))
                .or(() -> BatchTable.judge(d))
                .or(() -> Waiting.of(
                                d.file().drift(), d.file().evidence(), d.file().window())
                        .map(wait -> new Timing(d, wait))
                        // what nothing measures is judged by the order of events
                        .filter(t -> t.waiting().known() || t.startsAgain())
                        .flatMap(t -> Row.first(TABLE, t)));
    }

    private static Judgement of(Timing t, Recommendation what, Level level, String reasoning, String otherwise) {
        var cited = new ArrayList<>(t.d().writes());
        cited.addAll(t.waiting().cite());
        cited.addAll(t.d().timeline().ids());
        return Judgement.of(what, level, reasoning + " " + otherwise)
                .citing(cited, List.of())
                .observed();
    }

    private static Judgement startsAgain(Timing t) {
        var ids = Stops.of(t.d()).ids();
        return of(
                        t,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s. What was stopped again and again before%s has come up at each deployment since."
                                .formatted(t.went(), cite(ids)),
                        "A start that takes seconds, or another stop, would speak for the old value.")
                .citing(Stream.concat(t.d().writes().stream(), ids.stream()).toList(), List.of());
    }

    private static Judgement tooEarly(Timing t) {
        return of(
                        t,
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s; %s, but it has been observed for only %d hours."
                                .formatted(t.went(), t.need(), t.d().watched().toHours()),
                        "The same over a full day would decide.")
                .lacking("less than a day since the change");
    }

    private static Judgement notNeeded(Timing t) {
        var past = t.waiting().past() ? " It took longer for a time that is over and has not come back." : "";
        return of(
                t,
                Recommendation.REVERT,
                t.waiting().past() ? Level.HIGH : Level.MEDIUM,
                "%s, but the old value is enough: %s.%s A longer wait only hides the next hang and holds what waits."
                        .formatted(t.went(), t.need(), past),
                "Work that really takes longer than the old value would justify it.");
    }

    private static Judgement tooLong(Timing t) {
        var chosen = t.smaller();
        return of(
                        t,
                        Recommendation.REFACTOR,
                        Level.MEDIUM,
                        "%s. The old value is too short, for %s; the new one is more than that: %s."
                                .formatted(t.went(), t.need(), chosen.getFirst().why()),
                        "Work that takes longer than was seen would justify the whole of it.")
                .editing(chosen.stream().map(Candidate::edit).toList())
                .review(t.d().timeline().changedAt().plus(7, ChronoUnit.DAYS));
    }

    private static Judgement needed(Timing t) {
        return of(
                        t,
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s, and it is needed: %s; nothing much shorter would leave room."
                                .formatted(t.went(), t.need()),
                        "Work that became shorter than the old value would change that.")
                .review(t.d().timeline().changedAt().plus(7, ChronoUnit.DAYS));
    }

    private static Judgement tooShort(Timing t) {
        return of(
                t,
                Recommendation.REVERT,
                Level.MEDIUM,
                "%s, and that is too short: %s.".formatted(t.went(), t.need()),
                "Work that stays below the new value would let it stay.");
    }

    private static Judgement enough(Timing t) {
        return of(
                t,
                Recommendation.LEGITIMIZE,
                Level.MEDIUM,
                "%s, and that is enough: %s.".formatted(t.went(), t.need()),
                "Work that was cut off would speak for the old value.");
    }

    /// Workers of a stream: the lag says how many keep up.
    private static Optional<Judgement> workers(CaseFacts d) {
        return Backlog.of(
                        d.file().drift(),
                        d.file().evidence().exhibits(),
                        d.file().window())
                .filter(b -> b.live() > b.safe() && !b.still())
                .map(b -> workers(d, b));
    }

    private static Judgement workers(CaseFacts d, Backlog backlog) {
        var lag = String.format(
                Locale.ROOT,
                "%s went from %.0f to %.0f%s. By the lag that grew until then (%s), about %.1f keep up with what comes in.",
                backlog.path(),
                backlog.safe(),
                backlog.live(),
                d.attribution(),
                backlog.cite(),
                backlog.need());
        var cited = new ArrayList<>(d.writes());
        cited.add(backlog.cite());
        cited.addAll(d.timeline().ids());
        var chosen = Candidates.worth(d);
        var judgement = chosen.isEmpty()
                ? Judgement.of(
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        lag + " Nothing much smaller leaves room. Work that became faster would change that.")
                : Judgement.of(
                                Recommendation.REFACTOR,
                                Level.MEDIUM,
                                lag + " The new value is more than that: "
                                        + chosen.getFirst().why()
                                        + ". Work that became slower would justify the whole of it.")
                        .editing(chosen.stream().map(Candidate::edit).toList());
        return judgement
                .citing(cited, List.of())
                .observed()
                .review(d.timeline().changedAt().plus(7, ChronoUnit.DAYS));
    }

    /// What was kept longer is needed if a reader was once further behind than the old value keeps.
    private static Optional<Judgement> retention(CaseFacts d) {
        var drift = d.file().drift();
        if (drift.changes().stream()
                .noneMatch(c -> RETENTION.matcher(c.path().toString()).matches() && isLonger(c))) {
            return Optional.empty();
        }
        if (d.file().evidence().exhibits().stream()
                .noneMatch(e -> e.signal() instanceof Metric m
                        && BEHIND.matcher(m.name()).matches())) {
            return Optional.of(unmeasured(d));
        }
        if (d.file().evidence().exhibits().stream()
                .anyMatch(e -> e.signal() instanceof Metric m
                        && BEHIND.matcher(m.name()).matches()
                        && lost(m)
                        && Recent.over(m, d.file().window()))) {
            return Optional.of(caughtUp(d));
        }
        var behind = d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Metric m
                        && BEHIND.matcher(m.name()).matches()
                        && lost(m))
                .map(Exhibit::id)
                .toList();
        return Optional.of(behind.isEmpty() ? promised(d) : kept(d, behind));
    }

    private static Judgement caughtUp(CaseFacts d) {
        return Judgement.of(
                        Recommendation.REVERT,
                        Level.MEDIUM,
                        "%s differs%s. A reader was too far behind for the old value, has caught up, and has not been behind again%s. A"
                                        .formatted(d.paths(), d.attribution(), cite(d.writes()))
                                + " reader that falls behind again would need it.")
                .citing(d.writes(), List.of())
                .observed();
    }

    private static boolean isLonger(Change change) {
        return Amount.of(change).filter(a -> a.live() > a.safe()).isPresent();
    }

    private static Judgement unmeasured(CaseFacts d) {
        return Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s differs%s%s. Nothing measures how far behind its readers were. That, or a word of the owner, would decide."
                                .formatted(d.paths(), d.attribution(), cite(d.writes())))
                .citing(d.writes(), List.of())
                .observed()
                .lacking("how far behind its readers were");
    }

    private static boolean lost(Metric m) {
        var share = m.share();
        if (share == null
                || share.safe() == null
                || share.safe().max() <= 0
                || m.settled() == null
                || m.before() == null) {
            return false;
        }
        var unit = share.safe().max() / m.settled().max();
        return Math.max(m.before().max(), m.settled().max()) * unit >= 100 * LOST;
    }

    private static Judgement promised(CaseFacts d) {
        return Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "%s differs%s%s. No reader was ever as far behind as the old value keeps, so nothing that was seen needs"
                                        .formatted(d.paths(), d.attribution(), cite(d.writes()))
                                + " the new one; what is kept may be promised to somebody. A reader that fell further behind, or"
                                + " a word of the owner, would decide.")
                .citing(d.writes(), List.of())
                .observed();
    }

    private static Judgement kept(CaseFacts d, List<String> behind) {
        return Judgement.of(
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s differs%s. A reader was so far behind that the old value lost what it had not read%s. If that cannot"
                                        .formatted(d.paths(), d.attribution(), cite(behind))
                                + " happen again, the old value is enough.")
                .citing(behind, List.of())
                .observed();
    }
}
