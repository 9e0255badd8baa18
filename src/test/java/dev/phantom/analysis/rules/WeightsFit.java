package dev.phantom.analysis.rules;

import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Reading.Field;
import dev.phantom.analysis.rules.Weights.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Fits [Weights] to labelled findings: multinomial logistic regression for the right answer, and a logistic one for
/// the harm of each, with one penalty on all weights. Whole batches, no chance in it: the same findings give the same
/// weights.
final class WeightsFit {
    private static final int ROUNDS = 80;
    private static final double STEP = 0.5;
    private static final double PENALTY = 2;

    /// What other accepted answers count beside the best.
    private static final double ACCEPTED = 0.3;

    record Labelled(
            Collection<Sign> signs,
            Field field,
            Recommendation best,
            Set<Recommendation> accept,
            Set<Recommendation> dangerous) {

        private double[] wanted() {
            var wanted = new double[Weights.COLUMNS];
            var others = accept.stream().filter(a -> a != best).toList();
            wanted[best.ordinal()] = others.isEmpty() ? 1 : 1 - ACCEPTED;
            others.forEach(a -> wanted[a.ordinal()] = ACCEPTED / others.size());
            dangerous.stream()
                    .filter(a -> a != Recommendation.NEEDS_HUMAN)
                    .forEach(a -> wanted[Recommendation.values().length + a.ordinal()] = 1);
            return wanted;
        }

        private List<Key> keys() {
            var keys = new ArrayList<>(Weights.keys(signs, field));
            keys.add(new Key(null, null));
            return keys;
        }
    }

    private static final class Column {
        private final double[] weights = new double[Weights.COLUMNS];
        private final double[] squares = new double[Weights.COLUMNS];
        private final double[] slope = new double[Weights.COLUMNS];
    }

    private final Map<Key, Column> columns = new LinkedHashMap<>();
    private final Weights weights;

    private WeightsFit(List<Labelled> findings) {
        findings.stream()
                .flatMap(f -> f.keys().stream())
                .distinct()
                .sorted(Comparator.comparing(Key::toString))
                .forEach(key -> columns.put(key, new Column()));
        Map<Key, double[]> rows = new LinkedHashMap<>();
        columns.forEach((key, column) -> rows.put(key, column.weights));
        this.weights = new Weights(rows);
    }

    static Weights of(List<Labelled> findings) {
        var fit = new WeightsFit(findings);
        for (int round = 0; round < ROUNDS; round++) {
            fit.columns.forEach(WeightsFit::begin);
            findings.forEach(fit::add);
            fit.columns.values().forEach(WeightsFit::step);
        }
        return fit.weights;
    }

    /// What is known without any sign is not held small.
    private static void begin(Key key, Column column) {
        var penalty = key.sign() == null ? 0 : PENALTY;
        for (int i = 0; i < Weights.COLUMNS; i++) {
            column.slope[i] = penalty * column.weights[i];
        }
    }

    private void add(Labelled finding) {
        var found = weights.odds(finding.signs(), finding.field());
        var wanted = finding.wanted();
        var difference = new double[Weights.COLUMNS];
        for (var answer : Recommendation.values()) {
            int i = answer.ordinal();
            difference[i] = found.likely(answer) - wanted[i];
            if (answer != Recommendation.NEEDS_HUMAN) {
                int harm = Recommendation.values().length + i;
                difference[harm] = found.harm(answer) - wanted[harm];
            }
        }
        for (var key : finding.keys()) {
            var slope = columns.get(key).slope;
            for (int i = 0; i < Weights.COLUMNS; i++) {
                slope[i] += difference[i];
            }
        }
    }

    /// Steps that shrink with what was stepped so far (Duchi, Hazan, Singer 2011, jmlr.org/papers/v12/duchi11a.html).
    private static void step(Column column) {
        for (int i = 0; i < Weights.COLUMNS; i++) {
            column.squares[i] += column.slope[i] * column.slope[i];
            if (column.squares[i] > 0) {
                column.weights[i] -= STEP * column.slope[i] / Math.sqrt(column.squares[i]);
            }
        }
    }
}
