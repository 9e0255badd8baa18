package dev.phantom.analysis;

import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Coverage;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.severity.Assessment;
import dev.phantom.stack.Stack;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.stream.IntStream;

/// `phantom.case/v1` as a tree.
final class CaseWriter {
    static final String SCHEMA = "phantom.case/v1";

    private CaseWriter() {}

    static MapValue write(CaseFile file) {
        return new JsonFields()
                .text("schema", SCHEMA)
                .put("stack", stack(file.stack()))
                .put("drift", DriftTree.write(file.drift()))
                .put("coverage", coverage(file.coverage()))
                .put("assessment", assessment(file.assessment()))
                .put("cost", cost(file.cost()))
                .put("window", window(file.window()))
                .put("evidence", evidence(file.evidence()))
                .list("candidates", numbered(file.candidates()), c -> c)
                .build();
    }

    private static MapValue stack(Stack stack) {
        return new JsonFields()
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

    private static MapValue coverage(Coverage coverage) {
        return new JsonFields()
                .number("resources", coverage.resources())
                .number("compared", coverage.compared())
                .list(
                        "unchecked",
                        coverage.unchecked(),
                        u -> new JsonFields()
                                .text("logicalId", u.logicalId())
                                .text("type", u.type())
                                .text("path", u.path())
                                .text("reason", u.reason().text())
                                .build())
                .build();
    }

    private static MapValue assessment(Assessment assessment) {
        return new JsonFields()
                .text("floor", assessment.floor().text())
                .list(
                        "findings",
                        assessment.findings(),
                        f -> new JsonFields()
                                .text("rule", f.rule())
                                .text("level", f.level().text())
                                .text("path", f.path())
                                .text("title", f.title())
                                .flag("security", f.security())
                                .text("reference", f.reference())
                                .build())
                .build();
    }

    static MapValue cost(CostDelta cost) {
        return new JsonFields()
                .number("monthlyDeltaUsd", cost.monthly())
                .list(
                        "lines",
                        cost.lines(),
                        l -> new JsonFields()
                                .text("item", l.item())
                                .number("expectedUsd", l.expected())
                                .number("actualUsd", l.actual())
                                .text("basis", l.basis())
                                .build())
                .texts("unpriced", cost.unpriced())
                .text("pricesAsOf", cost.pricesAsOf())
                .build();
    }

    private static MapValue window(Window window) {
        return new JsonFields()
                .text("from", window.from())
                .text("changedAt", window.changedAt())
                .text("to", window.to())
                .build();
    }

    private static MapValue evidence(Evidence evidence) {
        return new JsonFields()
                .list("exhibits", evidence.exhibits(), ExhibitTree::write)
                .texts("gaps", evidence.gaps())
                .build();
    }

    /// Candidates go by `C-1`, `C-2`, … in their order.
    private static List<MapValue> numbered(List<CaseFile.Candidate> candidates) {
        return IntStream.range(0, candidates.size())
                .mapToObj(i -> new JsonFields()
                        .text("id", "C-" + (i + 1))
                        .text("path", candidates.get(i).edit().path())
                        .put("value", candidates.get(i).edit().value())
                        .text("why", candidates.get(i).why())
                        .put("cost", cost(candidates.get(i).cost()))
                        .build())
                .toList();
    }
}
