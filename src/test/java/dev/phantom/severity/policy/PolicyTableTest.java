package dev.phantom.severity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Public or not, and who is admitted, as the pages of AWS say (`policies.tsv`).
class PolicyTableTest {
    private static final String OWN = "111122223333";

    record Row(String answer, Reach who, String name, String source, String policy) {
        @Override
        public String toString() {
            return name + ": " + who;
        }
    }

    static List<Row> policies() throws IOException {
        try (var in = Objects.requireNonNull(PolicyTableTest.class.getResourceAsStream("policies.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(c -> new Row(c[0], Reach.valueOf(c[1]), c[2], c[3], c[4]))
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("policies")
    void admitsAsTheSourceSays(Row row) throws IOException {
        var policy = AccessPolicy.of(ValueJson.parse(row.policy()), PropertyPath.ROOT, false);
        var reach = PolicyAccess.of(policy, OWN).reach();
        assertThat(reach).isEqualTo(row.who());
        assertThat(reach.isPublic() ? "public" : "not public").isEqualTo(row.answer());
    }

    @Test
    void theTableIsLargeAndEveryRowNamesItsPage() throws IOException {
        assertThat(policies()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(policies()).extracting(Row::name).doesNotHaveDuplicates();
        assertThat(policies())
                .extracting(Row::source)
                .allMatch(source -> source.startsWith("https://docs.aws.amazon.com/"));
        assertThat(Stream.of("public", "not public"))
                .allSatisfy(answer -> assertThat(policies())
                        .filteredOn(r -> r.answer().equals(answer))
                        .hasSizeGreaterThan(50));
    }
}
