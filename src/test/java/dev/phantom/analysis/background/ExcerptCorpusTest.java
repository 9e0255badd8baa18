package dev.phantom.analysis.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.CloudFormation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// The excerpts around resources of every real template, a quarter of them drawn by name, hold the laws of excerpts,
/// and most are small.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class ExcerptCorpusTest {

    @Test
    void aResourceOfARealTemplateIsShownWithinTheBudget() throws IOException {
        var sizes = new ArrayList<Integer>();
        for (var file : templates()) {
            drawn(file).ifPresent(drawn -> sizes.addAll(sizes(file, drawn)));
        }
        Collections.sort(sizes);
        assertThat(sizes).hasSizeGreaterThan(700);
        assertThat(at(sizes, 0.5)).as("tokens, median").isLessThan(1_500);
        assertThat(at(sizes, 0.95)).as("tokens, 95th percentile").isLessThan(6_000);
    }

    private static List<Integer> sizes(Path file, Drawn drawn) {
        var architecture = drawn.architecture();
        return drawn.template().resources().keySet().stream()
                .filter(id -> Math.floorMod((file.getFileName() + id).hashCode(), 4) == 0)
                .map(id -> architecture.around(drawn.drift(id, "/Tags")))
                .map(around -> {
                    ExcerptLawsTest.held(file, drawn.template().text(), around);
                    return around.excerpts().stream()
                            .mapToInt(excerpt -> Tokens.of(excerpt.text()))
                            .sum();
                })
                .toList();
    }

    private static int at(List<Integer> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    private static Optional<Drawn> drawn(Path file) throws IOException {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (!text.contains("Resources")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Drawn(new CloudFormation(), file.toString(), text));
        } catch (PhantomException noTemplate) {
            return Optional.empty();
        }
    }

    private static List<Path> templates() throws IOException {
        var corpus = Path.of(System.getenv().getOrDefault("PHANTOM_CORPUS", ""), "cfn-templates");
        try (var all = Files.walk(corpus)) {
            return all.filter(
                            file -> Files.isRegularFile(file) && file.toString().matches(".*\\.(ya?ml|json|template)"))
                    .sorted()
                    .toList();
        }
    }
}
