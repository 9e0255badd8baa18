package dev.phantom.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Definition;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.ListedStack;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Some hundred real templates, many of them variants of each other, as if one repository held them all and each were
/// deployed. A stack may be left out; a wrong template is worse than none.
@Tag("corpus")
class StackTemplatePairsCorpusTest {

    private final FoundFiles files =
            FoundFiles.below(Path.of(System.getenv("PHANTOM_CORPUS"), "cfn-templates"), "cfn-templates");

    @Test
    void aDeployedTemplateIsNeverTakenForAnother() {
        var outcomes = outcomes(StackTemplatePairsCorpusTest::shown);
        System.out.println("as deployed: " + counts(outcomes));
        assertThat(outcomes.getOrDefault("wrong", List.of())).isEmpty();
        assertThat(outcomes.getOrDefault("none", List.of())).isEmpty();
        assertThat(outcomes.get("right")).hasSizeGreaterThan(600);
    }

    @Test
    void norHardlyEverOneWithAResourceThatIsNotDeployedYet() {
        var outcomes = outcomes(StackTemplatePairsCorpusTest::withoutLast);
        System.out.println("one resource behind: " + counts(outcomes));
        // steps of a tutorial: another file is what this one is without that resource
        assertThat(outcomes.getOrDefault("wrong", List.of()))
                .hasSizeLessThan(files.templates().size() / 50);
        assertThat(outcomes.get("right")).hasSizeGreaterThan(300);
    }

    private static Map<String, Integer> counts(Map<String, List<String>> outcomes) {
        var counts = new TreeMap<String, Integer>();
        outcomes.forEach((outcome, of) -> counts.put(outcome, of.size()));
        return counts;
    }

    private Map<String, List<String>> outcomes(UnaryOperator<Definition> deployed) {
        var outcomes = new TreeMap<String, List<String>>();
        for (var template : files.templates()) {
            var stack = new ListedStack(
                    new StackId("111122223333", "eu-west-1", "s"), "UPDATE_COMPLETE", "", Map.of(), Map.of());
            var outcome = switch (StackTemplatePairs.of(stack, deployed.apply(template), files)) {
                case StackTemplatePairs.Found f ->
                    f.likeness().template().file().equals(template.file()) ? "right" : "wrong";
                case StackTemplatePairs.Doubtful d -> d.templates().contains(template.file()) ? "doubtful" : "wrong";
                case StackTemplatePairs.Stranger s -> "none";
                case StackTemplatePairs.Synthesized s -> "wrong";
                case StackTemplatePairs.Unread u -> "none";
            };
            outcomes.computeIfAbsent(outcome, o -> new ArrayList<>()).add(template.file());
        }
        return outcomes;
    }

    /// As GetTemplate shows it.
    private static Definition shown(Definition template) {
        return new CloudFormation().read(template.file(), template.text().replaceAll("[^\\x00-\\x7f]", "?"));
    }

    private static Definition withoutLast(Definition template) {
        var resources = new LinkedHashMap<>(template.resources());
        resources.remove(new ArrayList<>(resources.keySet()).getLast());
        var document = new LinkedHashMap<>(template.document().entries());
        Map<String, Value> left = new LinkedHashMap<>(((Value.MapValue) document.get("Resources")).entries());
        left.keySet().retainAll(resources.keySet());
        document.put("Resources", new Value.MapValue(left));
        return new CloudFormation().read(template.file(), ValueJson.text(new Value.MapValue(document), Mask.of("key")));
    }
}
