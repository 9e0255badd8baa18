package dev.phantom.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Reading.Field;
import dev.phantom.analysis.rules.WeightsFit.Labelled;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The weights that are kept, and how such are fitted.
class WeightsTest {
    private static final Labelled USED = finding(Sign.USED, Recommendation.LEGITIMIZE, Recommendation.REVERT);
    private static final Labelled OVER = finding(Sign.SAID_OVER, Recommendation.REVERT, Recommendation.LEGITIMIZE);

    private static Labelled finding(Sign sign, Recommendation best, Recommendation dangerous) {
        return new Labelled(List.of(Sign.OPENED, sign), Field.ACCESS, best, Set.of(best), Set.of(dangerous));
    }

    private static Weights fitted() {
        return WeightsFit.of(Stream.of(USED, OVER)
                .flatMap(f -> Collections.nCopies(20, f).stream())
                .toList());
    }

    @Test
    void everySignHasAWeight() {
        var weighed = Weights.kept().rows().keySet().stream()
                .map(Weights.Key::sign)
                .filter(s -> s != null)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Sign.class)));
        assertThat(EnumSet.complementOf(weighed)).isEmpty();
    }

    @Test
    void theOddsOfTheAnswersSumUpToOne() {
        var odds = Weights.kept().odds(List.of(Sign.OPENED, Sign.USED), Field.ACCESS);
        assertThat(odds.likely().values().stream().mapToDouble(p -> p).sum()).isBetween(0.999, 1.001);
        assertThat(odds.harm().values()).allMatch(p -> p > 0 && p < 1);
    }

    @Test
    void aSignWeighsForTheAnswerThatItGoesWithAndForTheHarmOfTheOther() {
        var odds = fitted().odds(USED.signs(), Field.ACCESS);
        assertThat(odds.likely(Recommendation.LEGITIMIZE)).isGreaterThan(0.8);
        assertThat(odds.harm(Recommendation.REVERT)).isGreaterThan(0.8);
        assertThat(odds.harm(Recommendation.LEGITIMIZE)).isLessThan(0.2);
    }

    @Test
    void theSameFindingsGiveTheSameWeightsAndTheFileHoldsThem() {
        assertThat(fitted().toString()).isEqualTo(fitted().toString());
        assertThat(Weights.read(fitted().toString().lines().toList()).toString())
                .isEqualTo(fitted().toString());
    }
}
