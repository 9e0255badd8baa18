package dev.phantom.analysis.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of the excerpts around every resource of every template of the scenarios.
class ExcerptLawsTest {

    static Stream<Path> templates() throws IOException {
        try (var demo = Files.walk(Path.of("src/main/resources/dev/phantom/sandbox/scenarios"));
                var tests = Files.walk(Path.of("src/test/scenarios"))) {
            return Stream.concat(demo, tests)
                    .filter(file -> file.toString().contains("/safe/")
                            && file.getParent().toString().contains("stacks")
                            && !file.toString().endsWith(".prod.json"))
                    .filter(ExcerptLawsTest::isTemplate)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean isTemplate(Path file) {
        return Files.isRegularFile(file) && text(file).contains("Resources") && !text(file).contains("\tResources");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyExcerptIsTextOfTheFileAndTheResourceIsAlwaysAmongThem(Path file) {
        var text = text(file);
        var drawn = new Drawn(new CloudFormation(), file.toString(), text);
        var architecture = drawn.architecture();
        for (var id : drawn.template().resources().keySet()) {
            var around = architecture.around(drawn.drift(id, "/Tags"));
            assertThat(around.excerpts().getFirst().element()).isEqualTo(id);
            assertThat(around.excerpts().getFirst().distance()).isZero();
            held(file, text, around);
        }
    }

    /// What holds of any drift's.
    static void held(Path file, String text, Architecture.Around around) {
        var lines = text.lines().toList();
        assertThat(around.excerpts()).as(file.toString()).isNotEmpty().allSatisfy(excerpt -> {
            assertThat(excerpt.distance()).isBetween(0, 2);
            assertThat(lines.get(excerpt.line() - 1))
                    .contains(parts(excerpt).getFirst().lines().findFirst().orElse(""));
            assertThat(parts(excerpt)).allSatisfy(part -> assertThat(text).contains(part));
        });
        assertThat(around.excerpts().stream()
                        .mapToInt(excerpt -> Tokens.of(excerpt.text()))
                        .sum())
                .as(file.toString())
                .isLessThanOrEqualTo(ExcerptBudget.MOST);
    }

    /// What stands in place of a secret, and the word that a person's address or number was left out of.
    private static final Pattern MASK = Pattern.compile(Pattern.quote(Secrets.SHOWN) + "|\\S*…\\S*");

    /// The text between masks.
    private static List<String> parts(Excerpt excerpt) {
        var whole = excerpt.text().endsWith(ExcerptBudget.CUT)
                ? excerpt.text().substring(0, excerpt.text().length() - ExcerptBudget.CUT.length() - 1)
                : excerpt.text();
        return MASK.splitAsStream(whole).toList();
    }
}
