package dev.phantom.iac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.cloudformation.evaluate.Evaluator;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.YamlReading;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws over generated templates. A failure names its seed: replay with `-Dphantom.seed=…`.
class TemplateLawsTest {

    static List<Long> seeds() {
        return TemplateGenerator.seeds(400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasPrintedIsRead(long seed) {
        var generator = new TemplateGenerator(seed);
        MapValue document = generator.document();
        String yaml = generator.yaml(document);
        assertThat(YamlReading.same(TemplateReader.read("t.yaml", yaml).document(), document))
                .as("seed %s:\n%s", seed, yaml)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void yamlAndJsonTwinsEvaluateTheSame(long seed) {
        var generator = new TemplateGenerator(seed);
        MapValue document = generator.document();
        var yaml = Evaluator.evaluate(TemplateReader.read("t.yaml", generator.yaml(document)), EvaluationContext.NONE);
        var json = Evaluator.evaluate(TemplateReader.read("t.json", generator.json(document)), EvaluationContext.NONE);
        assertThat(yaml.resources().keySet()).isEqualTo(json.resources().keySet());
        for (Map.Entry<String, DeclaredResource> entry : yaml.resources().entrySet()) {
            MapValue twin = java.util.Objects.requireNonNull(json.resources().get(entry.getKey()))
                    .properties();
            assertThat(YamlReading.same(entry.getValue().properties(), twin))
                    .as("seed %s: %s%n%s", seed, entry.getValue().properties(), twin)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyNodeHasItsPlace(long seed) {
        var generator = new TemplateGenerator(seed);
        MapValue document = generator.document();
        String yaml = generator.yaml(document);
        String json = generator.json(document);
        var inYaml = TemplateReader.read("t", yaml);
        var inJson = TemplateReader.read("t", json);
        everyNode(inYaml, DocumentReader.nodes("t", yaml), inYaml.document(), PropertyPath.ROOT, seed);
        everyNode(inJson, DocumentReader.nodes("t", json), inJson.document(), PropertyPath.ROOT, seed);
    }

    /// @param nodes of the whole file
    private static void everyNode(Template template, SourceNode nodes, Value value, PropertyPath at, long seed) {
        assertThat(template.span(at))
                .as("seed %s: %s", seed, at)
                .isPresent()
                .isEqualTo(nodes.at(at).map(SourceNode::span));
        switch (value) {
            case MapValue m -> m.entries().forEach((k, v) -> everyNode(template, nodes, v, at.child(k), seed));
            case ListValue l -> {
                for (int i = 0; i < l.items().size(); i++) {
                    everyNode(template, nodes, l.items().get(i), at.child(i), seed);
                }
            }
            case Value.Intrinsic i -> everyNode(template, nodes, i.argument(), at.child(i.name()), seed);
            case Value other -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLeftUnevaluated(long seed) {
        var generator = new TemplateGenerator(seed);
        var evaluated = Evaluator.evaluate(
                TemplateReader.read("t.yaml", generator.yaml(generator.document())), EvaluationContext.NONE);
        evaluated.resources().forEach((id, r) -> known(evaluated, id, r.properties(), PropertyPath.ROOT, seed));
    }

    /// Only what hangs on the stack's own resources may be unknown; every value has an origin.
    private static void known(Declaration all, String id, Value value, PropertyPath at, long seed) {
        assertThat(value)
                .as("seed %s: %s %s", seed, id, at)
                .isNotInstanceOf(Value.Intrinsic.class)
                .isNotInstanceOf(Value.Unknown.class);
        assertThat(at.isRoot() || all.origin(id, at).kind() != Origin.Kind.ABSENT)
                .as("seed %s: origin of %s %s", seed, id, at)
                .isTrue();
        switch (value) {
            case MapValue m -> m.entries().forEach((k, v) -> known(all, id, v, at.child(k), seed));
            case ListValue l -> {
                for (int i = 0; i < l.items().size(); i++) {
                    known(all, id, l.items().get(i), at.child(i), seed);
                }
            }
            case Value other -> {}
        }
    }
}
