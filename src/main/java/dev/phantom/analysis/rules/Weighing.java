package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Weights.Odds;
import dev.phantom.drift.Drift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Weighs what a table answered against all signs of the case. A table knows the cases that it was written for; of
/// others the signs together say more than its first row that fits, or than its question to a person. What the table
/// says counts as one sign more, by what such tables were worth on a part that they had not seen.
final class Weighing {
    /// Logarithmic odds that a table's answer adds. Its question adds none: on parts that no table was written for,
    /// most questions came from a row that lacks something, and had an answer.
    private static final double TABLE = 2;

    /// An expert asks in the later parts a third as often as in the first ones.
    private static final double ASKING = -1;

    /// How many right answers a harmful one costs.
    private static final double HARM = 1;

    /// What is as likely as this to do harm is asked.
    private static final double TOO_HARMFUL = 0.4;

    /// A table's answer that is less likely than this was wrong more often than right in parts that it had not seen.
    private static final double DOUBTED = 0.85;

    /// A weighed answer that is as likely was right four times in five there.
    private static final double SURE = 0.7;

    private static final int NAMED = 3;

    /// What weighs less than this is not named.
    private static final double COUNTS = 0.1;

    private final Weights weights;
    private final ClosedFamily closed;

    Weighing(Weights weights, ClosedFamily closed) {
        this.weights = weights;
        this.closed = closed;
    }

    /// Of a resource that is gone or strange the table alone decides, and where nothing was seen or written, or for
    /// less than a day: what such changes mostly are is no reason.
    Judgement over(CaseFacts d, Judgement table) {
        if (d.file().drift().status() != Drift.Status.MODIFIED || d.soon()) {
            return table;
        }
        var reading = Reading.of(d, closed);
        var signs = Sign.of(reading);
        if (signs.stream().noneMatch(Sign::evidence)) {
            return table;
        }
        var odds = withTable(weights.odds(signs, reading.field()), table.recommendation());
        var answer = answer(odds, barred(d, signs, table.recommendation()));
        var told = new Told(reading, signs, table, odds);
        return answer == table.recommendation() ? told.kept() : told.judgement(answer);
    }

    static Odds withTable(Odds odds, Recommendation table) {
        var likely = new EnumMap<>(odds.likely());
        likely.computeIfPresent(Recommendation.NEEDS_HUMAN, (asks, p) -> p * Math.exp(ASKING));
        if (table != Recommendation.NEEDS_HUMAN) {
            likely.computeIfPresent(table, (answer, p) -> p * Math.exp(TABLE));
        }
        var whole = likely.values().stream().mapToDouble(p -> p).sum();
        likely.replaceAll((answer, p) -> p / whole);
        var harm = new EnumMap<>(odds.harm());
        harm.computeIfPresent(table, (answer, p) -> p * Math.exp(-TABLE / 2));
        return new Odds(likely, harm);
    }

    static Recommendation answer(Odds odds, Set<Recommendation> barred) {
        var best = odds.likely().keySet().stream()
                .filter(a -> !barred.contains(a))
                .max(Comparator.comparingDouble(a -> odds.likely(a) - HARM * odds.harm(a)))
                .orElse(Recommendation.NEEDS_HUMAN);
        return odds.harm(best) > TOO_HARMFUL ? Recommendation.NEEDS_HUMAN : best;
    }

    private static Set<Recommendation> barred(CaseFacts d, List<Sign> signs, Recommendation table) {
        var barred = Barred.by(signs, table);
        if (d.file().candidates().isEmpty()) {
            barred.add(Recommendation.REFACTOR);
        }
        return barred;
    }

    /// A weighing in words.
    private final class Told {
        private final Reading reading;
        private final List<Sign> signs;
        private final Judgement table;
        private final Odds odds;

        private Told(Reading reading, List<Sign> signs, Judgement table, Odds odds) {
            this.reading = reading;
            this.signs = signs;
            this.table = table;
            this.odds = odds;
        }

        private Judgement judgement(Recommendation answer) {
            var likeliest = likeliest(answer);
            // a question that another answer outweighs is asked for the harm that this one may do
            var held = odds.likely(answer) < odds.likely(likeliest);
            var speaks = answer == Recommendation.NEEDS_HUMAN && held ? likeliest : answer;
            var rival = speaks == answer ? likeliest : answer;
            var forIt = weighty(speaks, rival, 1);
            var against = weighty(speaks, rival, -1);
            var level = odds.likely(answer) >= SURE ? Level.MEDIUM : Level.LOW;
            var judgement = Ground.of(
                            reading.d(),
                            answer,
                            level,
                            sentence(answer, speaks, forIt, against),
                            List.of(),
                            otherwise(forIt))
                    .observed()
                    .despite(ids(answer == speaks ? against : forIt))
                    .alsoCiting(ids(answer == speaks ? forIt : against));
            return answer == Recommendation.REFACTOR
                    ? judgement.editing(Ground.chosen(reading.d()).stream()
                            .map(c -> c.edit())
                            .toList())
                    : judgement;
        }

        /// The table's answer, in its own words.
        private Judgement kept() {
            var answer = table.recommendation();
            var against = weighty(answer, likeliest(answer), -1);
            return answer == Recommendation.NEEDS_HUMAN || odds.likely(answer) >= DOUBTED || against.isEmpty()
                    ? table
                    : table.doubted("Against it, of all that was seen: " + told(against) + ".", ids(against));
        }

        /// The likeliest of the other answers.
        private Recommendation likeliest(Recommendation answer) {
            return odds.likely().keySet().stream()
                    .filter(a -> a != answer)
                    .max(Comparator.comparingDouble(odds::likely))
                    .orElse(answer);
        }

        private String sentence(Recommendation answer, Recommendation speaks, List<Sign> forIt, List<Sign> against) {
            var first = table.recommendation() == Recommendation.NEEDS_HUMAN
                    ? "Its table would ask a person."
                    : "By its table alone the answer would be %s."
                            .formatted(table.recommendation().text());
            var side = against.isEmpty() ? "" : ". Against it: " + told(against);
            var asked = answer == speaks ? "" : ". As that may do harm, a person decides";
            return "%s Weighed with all that was seen, in favour of %s: %s%s%s"
                    .formatted(
                            first,
                            words(speaks),
                            forIt.isEmpty() ? "nothing that weighs much, but less against it" : told(forIt),
                            side,
                            asked);
        }

        private static String words(Recommendation answer) {
            return switch (answer) {
                case LEGITIMIZE -> "keeping it";
                case REVERT -> "taking it back";
                case REFACTOR -> "a value between the two";
                case NEEDS_HUMAN -> "asking a person";
            };
        }

        private static String otherwise(List<Sign> forIt) {
            return forIt.isEmpty()
                    ? "with evidence of a use or a record of its owner"
                    : "if this were not so: " + forIt.getFirst().sentence();
        }

        /// Those that weigh most between two answers: of what was seen or written, else of what follows from the
        /// change.
        private List<Sign> weighty(Recommendation one, Recommendation other, int side) {
            var all = signs.stream()
                    .filter(s -> side * lead(s, one, other) > COUNTS)
                    .sorted(Comparator.comparingDouble(s -> -side * lead(s, one, other)))
                    .toList();
            var seen = all.stream().filter(Sign::evidence).toList();
            return (seen.isEmpty() ? all : seen).stream().limit(NAMED).toList();
        }

        private double lead(Sign sign, Recommendation one, Recommendation other) {
            return weights.of(sign, reading.field(), one) - weights.of(sign, reading.field(), other);
        }

        private String told(List<Sign> these) {
            return these.stream()
                    .map(s -> s.sentence() + CaseFacts.cite(exhibits(s)))
                    .collect(Collectors.joining("; "));
        }

        private List<String> ids(List<Sign> these) {
            var all = new ArrayList<String>();
            these.forEach(s -> all.addAll(exhibits(s)));
            return all.stream().distinct().toList();
        }

        private List<String> exhibits(Sign sign) {
            return sign.in(reading).orElse(List.of());
        }
    }
}
