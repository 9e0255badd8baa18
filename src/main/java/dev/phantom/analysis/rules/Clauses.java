package dev.phantom.analysis.rules;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What single clauses of a note say of a change, by their likeness to clauses that people labelled: naive Bayes over
/// the grams of [Grams]. It knows other words than a list of them does; whether a note speaks of the change at all is
/// [Words]' to say.
final class Clauses {

    enum Said {
        APPROVED,
        UNAPPROVED,
        ASKED,
        LASTING,
        PASSING,
        UNDO,
        OVER,
        MISTAKE,
        HELPED,
        IN_VAIN,
        NEUTRAL
    }

    private static final String FILE = "clauses.tsv";
    private static final Pattern ENDS =
            Pattern.compile("(?<=[^\\d])[.;:!]+(?=\\s|$)|(?<=\\d)[.;:]+(?=\\s)|\\s[–-]+\\s|\\n|(?<=\\?)"
                    + "|, (?=but|then|and |so |which )|\\s…\\s");

    /// A gram that no clause of a class has.
    private static final double UNSEEN = 0.3;

    /// Grams of one clause overlap: so many of them tell what one would.
    private static final double OVERLAP = 3;

    /// What is less sure says nothing.
    private static final double SURE = 0.7;

    private static final double NEVER = -99;
    private static final int WORDS = 2;
    private static final Clauses KEPT = read(RuleTables.lines(FILE));

    private final Map<String, double[]> logs = new HashMap<>();

    /// @param labelled lines of a class, a tab and a clause
    static Clauses read(List<String> labelled) {
        var counts = new HashMap<String, double[]>();
        var sums = new double[Said.values().length];
        for (var line : labelled) {
            var cells = line.split("\t", 2);
            var said = Said.valueOf(cells[0]).ordinal();
            for (var gram : Grams.of(cells[1])) {
                counts.computeIfAbsent(gram, g -> new double[sums.length])[said]++;
                sums[said]++;
            }
        }
        var clauses = new Clauses();
        counts.forEach((gram, found) -> clauses.logs.put(
                gram,
                IntStream.range(0, sums.length)
                        // of a class without clauses nothing is said
                        .mapToDouble(i -> sums[i] == 0
                                ? NEVER
                                : Math.log((found[i] + UNSEEN) / (sums[i] + UNSEEN * counts.size())))
                        .toArray()));
        return clauses;
    }

    /// What a text says, clause by clause, as far as that is sure.
    static Set<Said> in(String text) {
        var all = EnumSet.noneOf(Said.class);
        Arrays.stream(ENDS.split(text)).flatMap(c -> KEPT.said(c).stream()).forEach(all::add);
        all.remove(Said.NEUTRAL);
        return all;
    }

    /// The class of one clause; empty where none is sure.
    Optional<Said> said(String clause) {
        if (Grams.tokens(clause).size() < WORDS) {
            return Optional.empty();
        }
        return odds(clause).entrySet().stream()
                .filter(e -> e.getValue() >= SURE)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// How likely each class is; they sum up to one.
    Map<Said, Double> odds(String clause) {
        var sums = new double[Said.values().length];
        for (var gram : Grams.of(clause)) {
            var log = logs.get(gram);
            for (int i = 0; log != null && i < sums.length; i++) {
                sums[i] += log[i] / OVERLAP;
            }
        }
        var highest = Arrays.stream(sums).max().orElse(0);
        var whole = Arrays.stream(sums).map(s -> Math.exp(s - highest)).sum();
        var odds = new EnumMap<Said, Double>(Said.class);
        for (var said : Said.values()) {
            odds.put(said, Math.exp(sums[said.ordinal()] - highest) / whole);
        }
        return odds;
    }
}
