package dev.phantom.analysis.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The parts by which clauses are alike: stems and pairs of stems, those after a *not* marked as such, and pieces of
/// four letters.
final class Grams {
    private static final Pattern TOKEN = Pattern.compile("[a-z]+(?:'[a-z]+)?|\\d+|\\?");
    private static final Set<String> NOT = Set.of(
            "not", "no", "never", "nobody", "none", "cannot", "without", "nor", "neither", "hardly", "nothing", "aint");
    private static final List<String> ENDINGS = List.of("ingly", "edly", "ing", "ied", "ies", "ed", "ly", "es", "s");
    private static final int STEM = 4;
    private static final int PIECE = 4;

    /// How many words a *not* reaches.
    private static final int REACH = 4;

    private Grams() {}

    static List<String> tokens(String text) {
        return TOKEN.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''))
                .results()
                .map(MatchResult::group)
                .map(t -> Character.isDigit(t.charAt(0)) ? "#" : t)
                .toList();
    }

    static Set<String> of(String text) {
        var tokens = tokens(text);
        var stems = stems(tokens);
        var grams = new LinkedHashSet<>(stems);
        var before = "^";
        for (var stem : stems) {
            grams.add(before + " " + stem);
            before = stem;
        }
        grams.add(before + " $");
        var letters = " " + String.join(" ", tokens) + " ";
        for (int i = 0; i + PIECE <= letters.length(); i++) {
            grams.add("~" + letters.substring(i, i + PIECE));
        }
        return grams;
    }

    private static List<String> stems(List<String> tokens) {
        var stems = new ArrayList<String>();
        int denied = 0;
        for (var token : tokens) {
            if (NOT.contains(token) || token.endsWith("n't")) {
                denied = REACH;
                stems.add("NOT");
            } else {
                stems.add((denied > 0 ? "!" : "") + stem(token));
                denied--;
            }
        }
        return stems;
    }

    private static String stem(String word) {
        return ENDINGS.stream()
                .filter(e -> word.endsWith(e) && word.length() - e.length() >= STEM)
                .findFirst()
                .map(e -> word.substring(0, word.length() - e.length()))
                .orElse(word);
    }
}
