package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.knowledge.Known;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Changes of our own on every clean resource; each must be told at its own place.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusMutationTest {

    @Test
    void mutationsAreFound() {
        var recall = Recall.of((type, safe, live) ->
                Mutations.of(safe, live, Known.TYPES.find(type).orElse(null)));
        AccuracyPage.holds("mutations", recall.page());
        for (var split : Split.values()) {
            var count = recall.of(split);
            assertThat(count.recall()).as(split.text()).isGreaterThanOrEqualTo(99.9);
            assertThat(count.beside()).isZero();
            assertThat(count.excuses()).isLessThanOrEqualTo(count.made() / 100);
        }
    }
}
