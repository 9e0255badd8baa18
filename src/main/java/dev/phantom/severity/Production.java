package dev.phantom.severity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which environments count as production: all but those whose name says that they are none. A name is read word by
/// word (`eu-dev2`, `prodEU`): one that says production counts, whatever stands beside it, unless `non` or `pre` stands
/// before it; else one that says what else it is for; else it is unknown, which is not the milder case.
public final class Production {

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[a-z0-9])(?=[A-Z])|(?<=\\D)(?=\\d)");
    private static final Set<String> LIVE = Set.of("prod", "production", "prd", "live");
    private static final Set<String> BEFORE = Set.of("non", "pre");
    private static final Set<String> OTHER = Set.of(
            "dev",
            "devel",
            "develop",
            "development",
            "test",
            "testing",
            "tst",
            "qa",
            "uat",
            "sit",
            "int",
            "integration",
            "ci",
            "stage",
            "staging",
            "stg",
            "preview",
            "sandbox",
            "sbx",
            "demo",
            "lab",
            "local",
            "playground",
            "training",
            "perf",
            "nonprod",
            "nonprd",
            "nonlive",
            "preprod",
            "preprd",
            "preproduction",
            "nonproduction");

    /// What the last name came to: a stack has one for all of its drifts.
    private static volatile Production last = new Production("", true, false);

    private final String environment;
    private final boolean counts;
    private final boolean named;

    private Production(String environment, boolean counts, boolean named) {
        this.environment = environment;
        this.counts = counts;
        this.named = named;
    }

    public static boolean is(String environment) {
        return of(environment).counts;
    }

    /// Whether the name says so; one that is empty or unknown is only taken for it.
    public static boolean isNamed(String environment) {
        return of(environment).named;
    }

    private static Production of(String environment) {
        var known = last;
        if (!known.environment.equals(environment)) {
            var words = words(environment);
            var named = live(words);
            known = new Production(
                    environment, named || words.stream().noneMatch(OTHER::contains) && !negated(words), named);
            last = known;
        }
        return known;
    }

    private static boolean live(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (LIVE.contains(words.get(i)) && (i == 0 || !BEFORE.contains(words.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean negated(List<String> words) {
        return words.stream().anyMatch(LIVE::contains);
    }

    private static List<String> words(String environment) {
        return Arrays.stream(BETWEEN.split(environment))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
