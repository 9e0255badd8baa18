package dev.phantom.analysis;

import static dev.phantom.analysis.ValueForm.VALUES;

import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.stack.Stack;
import dev.phantom.value.Value;
import java.util.List;
import java.util.stream.IntStream;

/// `phantom.case/v1` as a tree.
final class CaseWriter {
    static final String SCHEMA = "phantom.case/v1";

    private CaseWriter() {}

    static Value write(CaseFile file) {
        return VALUES.fields()
                .text("schema", SCHEMA)
                .put("stack", stack(file.stack()))
                .put("drift", DriftJson.forCase(VALUES, file.drift()))
                .put("coverage", CoverageJson.write(VALUES, file.coverage()))
                .put("assessment", AssessmentJson.forCase(VALUES, file.assessment()))
                .put("cost", CostJson.forCase(VALUES, file.cost()))
                .put("window", window(file.window()))
                .put("evidence", evidence(file.evidence()))
                .put("background", BackgroundJson.write(file.background()))
                .list("candidates", numbered(file.candidates()), c -> c)
                .build();
    }

    private static Value stack(Stack stack) {
        return VALUES.fields()
                .text("name", stack.id().name())
                .text("account", stack.id().account())
                .text("region", stack.id().region())
                .text("environment", stack.environment())
                .text("template", stack.template())
                .texts("parameters", stack.parameters())
                .text("service", stack.service())
                .text("team", stack.team())
                .text("mode", JsonFields.word(stack.mode()))
                .build();
    }

    private static Value window(Window window) {
        return VALUES.fields()
                .text("from", window.from())
                .text("changedAt", window.changedAt())
                .text("to", window.to())
                .text("dating", JsonFields.word(window.dating()))
                .build();
    }

    private static Value evidence(Evidence evidence) {
        return VALUES.fields()
                .list("exhibits", evidence.exhibits(), ExhibitTree::write)
                .texts("gaps", evidence.gaps())
                .texts("notAsked", evidence.notAsked())
                .build();
    }

    /// Candidates go by `C-1`, `C-2`, … in their order.
    private static List<Value> numbered(List<CaseFile.Candidate> candidates) {
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> VALUES.fields()
                        .text("id", "C-" + (i + 1))
                        .text("path", candidates.get(i).edit().path())
                        .put("value", candidates.get(i).edit().value())
                        .text("why", candidates.get(i).why())
                        .put("cost", CostJson.forCase(VALUES, candidates.get(i).cost()))
                        .build())
                .toList();
    }
}
