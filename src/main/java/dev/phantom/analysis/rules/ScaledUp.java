package dev.phantom.analysis.rules;

import static dev.phantom.analysis.rules.CaseFacts.cite;
import static dev.phantom.analysis.rules.CaseFacts.clock;
import static dev.phantom.analysis.rules.CaseFacts.percent;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.measure.Capacity;
import dev.phantom.analysis.measure.Load;
import dev.phantom.analysis.measure.Timeline;
import dev.phantom.evidence.Exhibit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// More capacity than the repository says: was it what helped, and is it still needed?
///
/// Utilisation is compared as the 95th percentile, never as the average; what it would be on another size is taken to
/// be in inverse proportion. A size holds while that stays below 70 %; a size below 40 % is more than is needed.
final class ScaledUp implements JudgementRule {
    static final double HOLDS = 70;
    static final double WELL_USED = 40;
    private static final Duration A_DAY = Duration.ofHours(24);

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        if (d.capacities().isEmpty() || !d.capacities().getFirst().up()) {
            return Optional.empty();
        }
        var size = d.capacities().getFirst();
        var now = d.load().settled();
        if (now.isEmpty()) {
            return Optional.of(unmeasured(d, size));
        }
        var used = inUse(d, size);
        var onSafe = used.map(u -> size.onSafe(now.getAsDouble(), u.count()))
                .orElseGet(() -> size.onSafe(now.getAsDouble()));
        if (!d.load().turnedAway().isEmpty()) {
            return Optional.of(strained(d, size));
        }
        if (onSafe < HOLDS) {
            return Optional.of(notNeeded(d, size, now.getAsDouble(), onSafe));
        }
        return Optional.of(
                now.getAsDouble() < WELL_USED && !d.file().candidates().isEmpty()
                        ? tooBig(d, size, now.getAsDouble(), onSafe)
                        : needed(d, size, now.getAsDouble(), onSafe));
    }

    private static Judgement unmeasured(CaseFacts d, Capacity size) {
        var thin = d.load().thin().stream().map(Exhibit::id).toList();
        return Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        "%s went from %s to %s%s%s, and no utilisation metric with enough points shows whether that is needed%s."
                                .formatted(
                                        size.path(),
                                        size.expected(),
                                        size.actual(),
                                        d.attribution(),
                                        cite(d.writes()),
                                        cite(thin)))
                .citing(d.timeline().ids(), List.of())
                .observed()
                .lacking("no utilisation metric in percent covers at least 80 % of the time since the change");
    }

    private static Judgement strained(CaseFacts d, Capacity size) {
        return Judgement.of(
                        Recommendation.LEGITIMIZE,
                        Level.MEDIUM,
                        "%s went from %s to %s%s, and even so requests are still rejected%s: a revert would make it worse."
                                .formatted(
                                        size.path(),
                                        size.expected(),
                                        size.actual(),
                                        d.attribution(),
                                        cite(d.load().turnedAway())))
                .citing(d.load().turnedAway(), List.of())
                .observed()
                .review(reviewAt(d));
    }

    private static Judgement notNeeded(CaseFacts d, Capacity size, double now, double onSafe) {
        var rollback = d.timeline().cure() == Timeline.Cure.ROLLBACK;
        var heldBefore = d.load().before().isPresent() && d.load().before().getAsDouble() < HOLDS;
        var soon = d.watched().compareTo(A_DAY) < 0;
        if (soon && !(rollback && heldBefore)) {
            return tooEarly(d, size, now, onSafe);
        }
        var reasoning = new ArrayList<String>();
        if (rollback) {
            reasoning.add(
                    ("%s went from %s to %s%s, but the problem continued until the rollback at %s and ended at %s%s: the"
                                    + " larger size did not fix it.")
                            .formatted(
                                    size.path(),
                                    size.expected(),
                                    size.actual(),
                                    d.attribution(),
                                    rollbackAt(d),
                                    recoveredAt(d),
                                    cite(d.timeline().ids())));
        } else {
            reasoning.add("%s went from %s to %s%s, and nothing observed since shows that it is needed."
                    .formatted(size.path(), size.expected(), size.actual(), d.attribution()));
        }
        reasoning.add("Utilisation is now %s at the 95th percentile%s, which would be %s on %s%s."
                .formatted(
                        percent(now),
                        inUse(d, size)
                                .map(u -> ", with " + Math.round(u.count()) + " in service")
                                .orElse(""),
                        percent(onSafe),
                        size.expected(),
                        cite(load(d, size))));
        d.load()
                .before()
                .ifPresent(
                        b -> reasoning.add("Before the change %s ran at %s.".formatted(size.expected(), percent(b))));
        var against = d.load().hotDuring();
        if (!against.isEmpty()) {
            reasoning.add(
                    "Counter-evidence: the load was high while the problem lasted%s; if its cause returns, so does the load."
                            .formatted(cite(against)));
        }
        var level = rollback && heldBefore ? Level.HIGH : Level.MEDIUM;
        return Judgement.of(Recommendation.REVERT, level, String.join(" ", reasoning))
                .citing(evidence(d, size), against)
                .observed();
    }

    private static Judgement tooEarly(CaseFacts d, Capacity size, double now, double onSafe) {
        return Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.LOW,
                        ("%s went from %s to %s%s. It looks larger than needed (%s now, which would be %s on %s%s), but it has been observed"
                                        + " for only %d hours: too early to revert it.")
                                .formatted(
                                        size.path(),
                                        size.expected(),
                                        size.actual(),
                                        d.attribution(),
                                        percent(now),
                                        percent(onSafe),
                                        size.expected(),
                                        cite(d.load().ids()),
                                        d.watched().toHours()))
                .citing(evidence(d, size), List.of())
                .observed()
                .review(d.timeline().changedAt().plus(2, ChronoUnit.DAYS))
                .lacking("less than a day since the change");
    }

    private static Judgement tooBig(CaseFacts d, Capacity size, double now, double onSafe) {
        var chosen = Candidates.smallest(d.file().candidates());
        var first = chosen.getFirst();
        var reasoning =
                "%s went from %s to %s%s: %s is too small, as it would run at %s, but %s runs at only %s%s. Of the sizes in between, %s.%s"
                        .formatted(
                                size.path(),
                                size.expected(),
                                size.actual(),
                                d.attribution(),
                                size.expected(),
                                percent(onSafe),
                                size.actual(),
                                percent(now),
                                cite(d.load().ids()),
                                first.why(),
                                troubled(d));
        return Judgement.of(Recommendation.REFACTOR, confident(d), reasoning)
                .citing(evidence(d, size), d.load().hotDuring())
                .observed()
                .editing(chosen.stream()
                        .map(dev.phantom.analysis.CaseFile.Candidate::edit)
                        .toList())
                .review(reviewAt(d));
    }

    private static Judgement needed(CaseFacts d, Capacity size, double now, double onSafe) {
        var reasoning =
                "%s went from %s to %s%s, and the load requires it: %s at the 95th percentile now%s%s, which %s could not handle (%s%s).%s"
                        .formatted(
                                size.path(),
                                size.expected(),
                                size.actual(),
                                d.attribution(),
                                percent(now),
                                inUse(d, size)
                                        .map(u -> ", with " + Math.round(u.count()) + " in service")
                                        .orElse(""),
                                cite(load(d, size)),
                                size.expected(),
                                size.limit() && inUse(d, size).isEmpty() ? "up to " : "",
                                percent(onSafe),
                                troubled(d));
        var judgement = Judgement.of(Recommendation.LEGITIMIZE, confident(d), reasoning)
                .citing(evidence(d, size), List.of())
                .observed()
                .review(reviewAt(d));
        return d.watched().compareTo(A_DAY) < 0 ? judgement.lacking("less than a day since the change") : judgement;
    }

    /// What a limit is measured by: how much there is below it.
    private static Optional<Load.InUse> inUse(CaseFacts d, Capacity size) {
        return size.limit() ? Load.inService(d.file().evidence().exhibits()) : Optional.empty();
    }

    private static List<String> load(CaseFacts d, Capacity size) {
        return Stream.concat(d.load().ids().stream(), inUse(d, size).map(Load.InUse::exhibit).stream())
                .distinct()
                .toList();
    }

    private static String troubled(CaseFacts d) {
        return d.timeline().cure() == Timeline.Cure.CHANGE
                ? " The problem ended with the change, at %s%s."
                        .formatted(recoveredAt(d), cite(d.timeline().troubleIds()))
                : "";
    }

    private static Level confident(CaseFacts d) {
        var longEnough = d.watched().compareTo(A_DAY) >= 0;
        return longEnough && d.timeline().cure() == Timeline.Cure.CHANGE ? Level.HIGH : Level.MEDIUM;
    }

    private static List<String> evidence(CaseFacts d, Capacity size) {
        var all = new ArrayList<>(d.writes());
        all.addAll(d.timeline().ids());
        all.addAll(load(d, size));
        return all;
    }

    private static Instant reviewAt(CaseFacts d) {
        return d.timeline().changedAt().plus(7, ChronoUnit.DAYS);
    }

    private static String rollbackAt(CaseFacts d) {
        var rollback = d.timeline().rollback();
        return rollback == null ? "an unknown time" : clock(rollback.signal().at());
    }

    private static String recoveredAt(CaseFacts d) {
        var recovered = d.timeline().recovered();
        return recovered == null ? "an unknown time" : clock(recovered);
    }
}
