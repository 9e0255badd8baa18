package dev.phantom.analysis;

import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Unchecked;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.LocalDate;

/// Reads `phantom.case/v1`.
final class CaseReader {
    private CaseReader() {}

    static CaseFile read(Value root) {
        var tree = StrictJson.of(root);
        if (!tree.text("schema").equals(CaseWriter.SCHEMA)) {
            throw new IllegalArgumentException("not a " + CaseWriter.SCHEMA + ": " + tree.text("schema"));
        }
        var window = tree.tree("window");
        var evidence = tree.tree("evidence");
        return new CaseFile(
                stack(tree.tree("stack")),
                DriftTree.read(tree.tree("drift")),
                coverage(tree.tree("coverage")),
                assessment(tree.tree("assessment")),
                cost(tree.tree("cost")),
                new Window(window.moment("from"), window.moment("changedAt"), window.moment("to")),
                new Evidence(evidence.list("exhibits", ExhibitTree::read), evidence.texts("gaps")),
                tree.list("candidates", CaseReader::candidate));
    }

    private static Stack stack(StrictJson t) {
        return new Stack(
                new StackId(t.text("account"), t.text("region"), t.text("name")),
                t.text("environment"),
                t.text("template"),
                t.texts("parameters"),
                t.text("service"),
                t.text("team"),
                t.word("mode", Stack.Mode.class));
    }

    private static Coverage coverage(StrictJson t) {
        return new Coverage(t.integer("resources"), t.integer("compared"), t.list("unchecked", u -> {
            var path = u.textOrNull("path");
            return new Unchecked(
                    u.text("logicalId"),
                    u.text("type"),
                    path == null ? null : PropertyPath.parse(path),
                    u.word("reason", Unchecked.Reason.class));
        }));
    }

    private static Assessment assessment(StrictJson t) {
        return new Assessment(
                t.word("floor", Severity.class),
                t.list(
                        "findings",
                        f -> new Finding(
                                f.text("rule"),
                                f.word("level", Severity.class),
                                f.path("path"),
                                f.text("title"),
                                f.flag("security"),
                                f.text("reference"))));
    }

    private static CostDelta cost(StrictJson t) {
        var asOf = t.textOrNull("pricesAsOf");
        return new CostDelta(
                t.numberOrNull("monthlyDeltaUsd"),
                t.list(
                        "lines",
                        l -> new CostDelta.Line(
                                l.text("item"),
                                l.numberOrNull("expectedUsd"),
                                l.numberOrNull("actualUsd"),
                                l.text("basis"))),
                t.texts("unpriced"),
                asOf == null ? null : LocalDate.parse(asOf));
    }

    private static CaseFile.Candidate candidate(StrictJson t) {
        return new CaseFile.Candidate(
                new Verdict.Edit(t.path("path"), t.value("value")), cost(t.tree("cost")), t.text("why"));
    }
}
