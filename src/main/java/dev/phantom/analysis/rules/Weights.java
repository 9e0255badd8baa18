package dev.phantom.analysis.rules;

import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Reading.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How much each sign weighs: in general, and what it weighs more or less in one field. Fitted on the tuned part of
/// the benchmark (docs/accuracy.md says how); the file is made by its test and not by hand.
///
/// @param rows by key: logarithmic odds of the four answers, then those of harm by each of the first three
record Weights(Map<Key, double[]> rows) {
    private static final String FILE = "weights.tsv";
    private static final int ANSWERS = Recommendation.values().length;

    /// Of every answer, and of the harm that each but asking may do.
    static final int COLUMNS = 2 * ANSWERS - 1;

    /// @param sign  null for what holds where nothing else is known
    /// @param field null for what holds in all of them
    record Key(@Nullable Sign sign, @Nullable Field field) {
        @Override
        public String toString() {
            return (sign == null ? "-" : sign) + "\t" + (field == null ? "-" : field);
        }

        private static Key read(String sign, String field) {
            return new Key(
                    sign.equals("-") ? null : Sign.valueOf(sign), field.equals("-") ? null : Field.valueOf(field));
        }
    }

    /// @param likely how likely it is that each answer is the right one; they sum up to one
    /// @param harm   how likely it is that each does harm
    record Odds(Map<Recommendation, Double> likely, Map<Recommendation, Double> harm) {
        double likely(Recommendation answer) {
            return Objects.requireNonNull(likely.get(answer));
        }

        double harm(Recommendation answer) {
            return harm.getOrDefault(answer, 0.0);
        }
    }

    static Weights kept() {
        return read(RuleTables.lines(FILE));
    }

    static Weights read(List<String> lines) {
        Map<Key, double[]> rows = new LinkedHashMap<>();
        for (var line : lines) {
            var cells = line.split("\t", -1);
            rows.put(
                    Key.read(cells[0], cells[1]),
                    Arrays.stream(cells, 2, cells.length)
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        return new Weights(rows);
    }

    /// What counts of a case: each sign in general and within its field.
    static List<Key> keys(Collection<Sign> signs, Field field) {
        return signs.stream()
                .flatMap(s -> Stream.of(new Key(s, null), new Key(s, field)))
                .toList();
    }

    double of(Sign sign, Field field, Recommendation answer) {
        return keys(List.of(sign), field).stream()
                .mapToDouble(k -> at(k)[answer.ordinal()])
                .sum();
    }

    private double[] at(Key key) {
        return rows.getOrDefault(key, new double[COLUMNS]);
    }

    Odds odds(Collection<Sign> signs, Field field) {
        var sums = at(new Key(null, null)).clone();
        for (var key : keys(signs, field)) {
            var row = at(key);
            for (int i = 0; i < COLUMNS; i++) {
                sums[i] += row[i];
            }
        }
        return odds(sums);
    }

    private static Odds odds(double[] sums) {
        var likely = new EnumMap<Recommendation, Double>(Recommendation.class);
        var harm = new EnumMap<Recommendation, Double>(Recommendation.class);
        var whole = DoubleStream.of(sums).limit(ANSWERS).map(Math::exp).sum();
        for (var answer : Recommendation.values()) {
            likely.put(answer, Math.exp(sums[answer.ordinal()]) / whole);
            if (answer != Recommendation.NEEDS_HUMAN) {
                harm.put(answer, 1 / (1 + Math.exp(-sums[ANSWERS + answer.ordinal()])));
            }
        }
        return new Odds(likely, harm);
    }

    @Override
    public String toString() {
        return rows.entrySet().stream()
                .map(e -> e.getKey() + "\t"
                        + DoubleStream.of(e.getValue())
                                .mapToObj(w -> String.format(Locale.ROOT, "%.2f", w))
                                .collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
    }
}
