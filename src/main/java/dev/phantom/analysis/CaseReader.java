package dev.phantom.analysis;

import dev.phantom.analysis.background.Background;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.fault.Code;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import java.util.List;

/// Reads `phantom.case/v1`.
final class CaseReader {
    private CaseReader() {}

    static CaseFile read(Value root) {
        var tree = FieldReader.of("", "the case", Code.FILE_UNREADABLE, root);
        if (!tree.text("schema").equals(CaseWriter.SCHEMA)) {
            throw tree.wrong("not a " + CaseWriter.SCHEMA + ": " + tree.text("schema"));
        }
        var window = tree.object("window");
        var evidence = tree.object("evidence");
        return new CaseFile(
                stack(tree.object("stack")),
                DriftJson.read(tree.object("drift")),
                CoverageJson.read(tree.object("coverage")),
                AssessmentJson.read(tree.object("assessment")),
                CostJson.read(tree.object("cost")),
                new Window(
                        window.moment("from"),
                        window.moment("changedAt"),
                        window.moment("to"),
                        window.word("dating", Window.Dating.class, Window.Dating.WRITE)),
                new Evidence(
                        evidence.list("exhibits", ExhibitTree::read),
                        evidence.texts("gaps"),
                        evidence.has("notAsked") ? evidence.texts("notAsked") : List.of()),
                tree.objectIfAny("background").map(BackgroundJson::read).orElse(Background.NONE),
                tree.list("candidates", CaseReader::candidate));
    }

    private static Stack stack(FieldReader t) {
        return new Stack(
                new StackId(t.text("account"), t.text("region"), t.text("name")),
                t.text("environment"),
                t.text("template"),
                t.texts("parameters"),
                t.text("service"),
                t.text("team"),
                t.word("mode", Stack.Mode.class));
    }

    private static CaseFile.Candidate candidate(FieldReader t) {
        return new CaseFile.Candidate(
                new Verdict.Edit(t.path("path"), t.value("value")), CostJson.read(t.object("cost")), t.text("why"));
    }
}
