package dev.phantom.iac.cloudformation.splice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.TemplateGenerator;
import dev.phantom.value.Edit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws of editing over generated templates; `Splice` itself holds every edit against the edited model.
class SpliceLawsTest {

    static List<Long> seeds() {
        return TemplateGenerator.seeds(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void splicingTheSameValueIsTheSameBytes(long seed) {
        for (String text : texts(seed)) {
            for (var spot : RandomEdits.spots(DocumentReader.value("t", text))) {
                if (!spot.path().isRoot()) {
                    assertThat(Splice.apply("t", text, new Edit.Put(spot.path(), spot.value())))
                            .as("seed %s %s", seed, spot.path())
                            .isEqualTo(text);
                }
            }
        }
    }

    /// The files that people wrote for the scenarios: comments, anchors, flow and block side by side.
    @ParameterizedTest
    @MethodSource("written")
    void splicingTheSameValueIntoWhatAPersonWroteIsTheSameBytes(Path file) throws IOException {
        var text = Files.readString(file);
        var name = file.getFileName().toString();
        for (var spot : RandomEdits.spots(DocumentReader.value(name, text))) {
            if (!spot.path().isRoot()) {
                assertThat(Splice.apply(name, text, new Edit.Put(spot.path(), spot.value())))
                        .as("%s %s", file, spot.path())
                        .isEqualTo(text);
            }
        }
    }

    static List<Path> written() throws IOException {
        var found = new ArrayList<Path>();
        for (var root : List.of("src/test/scenarios", "src/main/resources/dev/phantom/sandbox/scenarios")) {
            try (var files = Files.walk(Path.of(root))) {
                files.filter(f -> f.toString().matches(".*/input/safe/.*/.*\\.(ya?ml|json)"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        assertThat(found).hasSizeGreaterThan(15);
        return found;
    }

    /// A scalar by another scalar: nothing but its own lines differs.
    @ParameterizedTest
    @MethodSource("seeds")
    void anotherScalarMovesNoOtherLine(long seed) {
        for (String text : texts(seed)) {
            var root = SourceText.of("t", text).root();
            for (var spot : RandomEdits.spots(DocumentReader.value("t", text))) {
                if (spot.value() instanceof Value.Scalar
                        && !spot.path().toString().endsWith("Fn::GetAtt")) {
                    String edited = Splice.apply("t", text, new Edit.Put(spot.path(), Value.string("phantom-probe")));
                    var span = root.at(spot.path()).orElseThrow().span();
                    int lead = text.lastIndexOf('\n', span.start()) + 1;
                    int end = text.indexOf('\n', Math.max(span.start(), span.end() - 1));
                    assertThat(edited).as("seed %s %s", seed, spot.path()).startsWith(text.substring(0, lead));
                    assertThat(edited).as("seed %s %s", seed, spot.path()).endsWith(end < 0 ? "" : text.substring(end));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void removingWhatWasAddedIsTheSameBytes(long seed) {
        for (String text : texts(seed)) {
            var generator = new TemplateGenerator(seed + 1);
            for (var spot : RandomEdits.spots(DocumentReader.value("t", text))) {
                if (spot.value() instanceof MapValue m && m.entries().size() > 1) {
                    PropertyPath added = spot.path().child("ZzzAdded");
                    String with = Splice.apply("t", text, new Edit.Put(added, generator.scalar()));
                    assertThat(Splice.apply("t", with, new Edit.Remove(added)))
                            .as("seed %s %s", seed, spot.path())
                            .isEqualTo(text);
                }
            }
        }
    }

    @Test
    void randomEditsAreRightAndSeldomRefused() {
        var edits = new RandomEdits(new TemplateGenerator(42).random());
        for (long seed : seeds()) {
            for (String text : texts(seed)) {
                edits.each("t", text);
            }
        }
        int done = edits.done.values().stream().mapToInt(Integer::intValue).sum();
        int refused =
                edits.refused.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(refused * 100.0 / done)
                .as("refused %s, such as %s", edits.refused, edits.examples)
                .isLessThan(1.5);
    }

    private static List<String> texts(long seed) {
        var generator = new TemplateGenerator(seed);
        MapValue document = generator.document();
        return List.of(generator.yaml(document), generator.json(document));
    }
}
