package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.AccuracyPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Near misses on every clean resource: whatever form a declared value has, live one step away from it must be told.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusNearMissTest {

    @Test
    void nearMissesAreTold() {
        var recall = Recall.of(NearMisses::of);
        AccuracyPage.holds("near-misses-on-resources", recall.page());
        var tuned = recall.tuned();
        assertThat(tuned.found() + tuned.excuses()).isEqualTo(tuned.made());
        assertThat(tuned.excuses()).isLessThanOrEqualTo(tuned.made() / 50);
    }
}
