package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// How much of real templates is priced in us-east-1, by type.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CostCorpusTest {

    private static final EvaluationContext CONTEXT = new EvaluationContext(
            Map.of(),
            new Pseudo("111122223333", "us-east-1", "s", "", List.of()),
            Map.of(),
            EvaluationContext.References.NONE);

    /// PRICED: an amount, and nothing of it unknown; BY_USE: unit prices alone; PARTLY: an amount, and something
    /// unknown; PARAMETER: the template leaves open what decides the price; UNPRICED: no price, or no model.
    private enum Outcome {
        FREE,
        PRICED,
        BY_USE,
        PARTLY,
        PARAMETER,
        UNPRICED
    }

    private final CostEstimator costs = CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());
    private final Map<String, Map<Outcome, Integer>> byType = new TreeMap<>();
    private final Map<String, Map<String, Integer>> why = new TreeMap<>();

    @Test
    void mostOfWhatIsBilledIsPriced() throws IOException {
        try (var all = Files.walk(Path.of(System.getenv("PHANTOM_CORPUS"), "cfn-templates"))) {
            for (var file : all.filter(f -> f.toString().matches(".*\\.(ya?ml|json|template)"))
                    .sorted()
                    .toList()) {
                price(file);
            }
        }
        var total = new TreeMap<Outcome, Integer>();
        byType.values().forEach(counts -> counts.forEach((o, n) -> total.merge(o, n, Integer::sum)));
        int billed = total.entrySet().stream()
                .filter(e -> e.getKey() != Outcome.FREE && e.getKey() != Outcome.PARAMETER)
                .mapToInt(Map.Entry::getValue)
                .sum();
        int priced = total.getOrDefault(Outcome.PRICED, 0) + total.getOrDefault(Outcome.BY_USE, 0);
        var text = new StringBuilder(
                "| types | free | priced | by use, unit price said | in part | parameter without a value | unpriced |\n|---|---|---|---|---|---|---|\n");
        text.append(row("**all**", total));
        byType.entrySet().stream()
                .filter(e -> e.getValue().keySet().stream().anyMatch(o -> o.compareTo(Outcome.PARTLY) >= 0))
                .forEach(e -> text.append(row(e.getKey(), e.getValue())));
        text.append(
                "\nOf %d resources that are billed and whose template says what decides the price, %d (%.1f %%) have an amount or their unit prices. Not, and why:\n\n"
                        .formatted(billed, priced, 100.0 * priced / billed));
        why.forEach((type, reasons) -> text.append("- %s: %s\n".formatted(type, reasons)));
        AccuracyPage.holds("cost", text.toString());
        assertThat(100.0 * priced / billed).isGreaterThan(85);
    }

    private static String row(String name, Map<Outcome, Integer> counts) {
        return "| " + name + " | "
                + List.of(Outcome.values()).stream()
                        .map(o -> counts.getOrDefault(o, 0).toString())
                        .collect(Collectors.joining(" | "))
                + " |\n";
    }

    private void price(Path file) throws IOException {
        var declared = new LinkedHashMap<String, MapValue>();
        var types = new LinkedHashMap<String, String>();
        try {
            var definition = new CloudFormation()
                    .read(
                            file.getFileName().toString(),
                            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
            definition.declare(CONTEXT).resources().forEach((id, resource) -> {
                declared.put(id, resource.properties());
                types.put(id, resource.source().type());
            });
        } catch (PhantomException e) {
            return; // refused, as other tests of the corpus count
        }
        var models = StackModels.declared(declared);
        types.forEach((id, type) -> {
            // what a transform replaces, and a type that AWS does not have, are nobody's bill
            if (Known.TYPES.types().contains(type) && !type.startsWith("AWS::Serverless::")) {
                var quote = costs.quote(new ResourceConfiguration(type, declared.get(id), models), "us-east-1");
                count(type, quote);
            }
        });
    }

    private void count(String type, Quote quote) {
        var unknown = quote.unpriced().stream()
                .filter(u -> !u.symbolic())
                .map(CostModel.Unpriced::why)
                .toList();
        var open = unknown.stream().filter(w -> w.contains("not known here")).toList();
        Outcome outcome;
        if (quote.items().isEmpty() && quote.unpriced().isEmpty()) {
            outcome = Outcome.FREE;
        } else if (unknown.isEmpty()) {
            outcome = quote.items().isEmpty() ? Outcome.BY_USE : Outcome.PRICED;
        } else if (!open.isEmpty()) {
            outcome = Outcome.PARAMETER;
        } else {
            outcome = quote.items().isEmpty() ? Outcome.UNPRICED : Outcome.PARTLY;
            unknown.forEach(w -> why.computeIfAbsent(type, t -> new TreeMap<>()).merge(w, 1, Integer::sum));
        }
        byType.computeIfAbsent(type, t -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    }
}
