package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a generated template says though it is not so is never drift, and never in a patch: the stacks of every
/// scenario,
/// as the embedded AWS writes them.
class GeneratedTemplateTest {

    static Stream<Path> scenarios() {
        return GeneratedCases.scenarios();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void whatWasMadeUpIsNoDrift(Path scenario) {
        for (long seed = 1; seed <= 5; seed++) {
            for (var stack : GeneratedCases.of(scenario)) {
                var tally = stack.look(new Random(seed));
                assertThat(tally.lies()).as("%s, seed %d", stack.id(), seed).isEmpty();
                assertThat(tally.stained()).as("%s, seed %d", stack.id(), seed).isEmpty();
            }
        }
    }
}
