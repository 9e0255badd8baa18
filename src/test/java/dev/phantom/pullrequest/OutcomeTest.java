package dev.phantom.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

    /// `phantom.report/v1` and `phantom.run/v1` promise these words and no others.
    @Test
    void outcomesAreTheClosedListOfTheSchemas() throws IOException {
        for (var schema : List.of("report", "run")) {
            var text = Files.readString(Path.of("docs/schema/phantom." + schema + ".v1.schema.json"));
            var list =
                    Pattern.compile("\"outcome\": \\{\\s*\"enum\": \\[([^]]*)]").matcher(text);
            assertThat(list.find()).as(schema).isTrue();
            assertThat(list.group(1).replaceAll("[\\s\"]", "").split(","))
                    .containsExactlyInAnyOrder(Arrays.stream(Outcome.Kind.values())
                            .map(Outcome.Kind::text)
                            .toArray(String[]::new));
        }
    }
}
