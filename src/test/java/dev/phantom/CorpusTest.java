package dev.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests with the tag `corpus` read real input from the folder `PHANTOM_CORPUS`; `make accuracy` runs them.
@Tag("corpus")
class CorpusTest {

    @ParameterizedTest
    @ValueSource(strings = {"cfn-templates", "iac-generator", "datadog-cassettes", "schemas"})
    void holdsWhatTheOtherTestsRead(String folder) {
        Map<String, String> environment = System.getenv();
        assertThat(environment).containsKey("PHANTOM_CORPUS");
        assertThat(Path.of(environment.getOrDefault("PHANTOM_CORPUS", ""), folder))
                .isNotEmptyDirectory();
    }
}
