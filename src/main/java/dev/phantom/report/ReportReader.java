package dev.phantom.report;

import dev.phantom.analysis.AssessmentJson;
import dev.phantom.analysis.CostJson;
import dev.phantom.analysis.CoverageJson;
import dev.phantom.analysis.DriftJson;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.drift.DriftDecision;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Undeployed;
import dev.phantom.evidence.Evidence;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Fault;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what [ReportJson] wrote. What a report does not say is not made up: no exhibits, no first aid, no model of a
/// resource beside its changes, no finding that concerns security; secrets are the tags that were printed. It says how
/// many drifts are new, not which: the first so many count as new, so that sums stay what they were.
public final class ReportReader {

    private final String file;

    /// @param file as the user knows it; may be empty
    public ReportReader(String file) {
        this.file = file;
    }

    /// `phantom.run/v1`.
    ///
    /// @throws PhantomException FILE_UNREADABLE if it is none
    public RunReport run(String json) {
        var tree = tree(json, "the run", "phantom.run/v1");
        return new RunReport(
                tree.moment("startedAt"),
                tree.list("reports", ReportReader::report),
                tree.list("failures", ReportReader::failure));
    }

    /// `phantom.report/v1`.
    ///
    /// @throws PhantomException FILE_UNREADABLE if it is none
    public StackReport report(String json) {
        return report(tree(json, "the report", "phantom.report/v1"));
    }

    private FieldReader tree(String json, String what, String schema) {
        try {
            var tree = FieldReader.of(file, what, Code.FILE_UNREADABLE, ValueJson.parse(json));
            if (!tree.textOrEmpty("schema").equals(schema)) {
                throw tree.wrong("not a " + schema + ": " + tree.textOrEmpty("schema"));
            }
            return tree;
        } catch (IOException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, what + " is not valid JSON", "", file), e);
        }
    }

    private static StackReport report(FieldReader tree) {
        var stack = tree.object("stack");
        var drifts = drifts(tree);
        return new StackReport(
                new Stack(
                        new StackId(
                                stack.textOrEmpty("account"), stack.textOrEmpty("region"), stack.textOrEmpty("name")),
                        stack.textOrEmpty("environment"),
                        "",
                        List.of(),
                        "",
                        "",
                        Stack.Mode.REPORT),
                safe(tree.object("safeState")),
                new StackReport.Live(
                        tree.object("live").word("source", LiveState.Source.class),
                        tree.object("live").instant("capturedAt")),
                new DriftReport(
                        drifts.stream().map(JudgedDrift::drift).toList(),
                        CoverageJson.read(tree.object("coverage")),
                        tree.list("undeployed", ReportReader::undeployed),
                        tree.list("managed", ReportReader::listed),
                        tree.list("ignored", ReportReader::listed),
                        tree.list("inventory", ReportReader::listed)),
                drifts,
                tree.texts("gaps"));
    }

    private static StackReport.Safe safe(FieldReader tree) {
        return new StackReport.Safe(
                new SafeState.Source(tree.text("source")),
                tree.textOrEmpty("repository"),
                tree.textOrEmpty("commit"),
                tree.textOrEmpty("path"),
                Map.of(),
                Map.of());
    }

    private static List<JudgedDrift> drifts(FieldReader tree) {
        var fresh = tree.object("summary").integer("new");
        var all = tree.objects("drifts");
        return Stream.concat(
                        all.stream().limit(fresh).map(d -> drift(d, true)),
                        all.stream().skip(fresh).map(d -> drift(d, false)))
                .toList();
    }

    private static JudgedDrift drift(FieldReader tree, boolean isNew) {
        return new JudgedDrift(
                        DriftJson.readReport(tree),
                        isNew,
                        AssessmentJson.readReport(tree.object("severity")),
                        CostJson.read(tree.object("cost")),
                        Evidence.NONE,
                        tree.objectIfAny("verdict").map(VerdictJson::read).orElse(null),
                        tree.objectIfAny("pullRequest").map(OutcomeBlock::read).orElse(null),
                        "")
                .as(tree.textOrEmpty("awsType"))
                .as(tree.instant("firstSeen"), tree.word("decision", DriftDecision.class, DriftDecision.OPEN));
    }

    private static Undeployed undeployed(FieldReader tree) {
        return new Undeployed(
                tree.text("logicalId"),
                tree.text("type"),
                path(tree),
                tree.text("kind"),
                tree.has("expected") ? tree.value("expected") : null,
                tree.has("deployed") ? tree.value("deployed") : null);
    }

    private static Listed listed(FieldReader tree) {
        return new Listed(
                tree.text("logicalId"),
                tree.textOrEmpty("physicalId"),
                tree.text("type"),
                path(tree),
                tree.text("kind"),
                optional(tree, "expected"),
                optional(tree, "actual"),
                tree.text("reason"),
                tree.has("decision") ? tree.word("decision", DriftDecision.class) : null);
    }

    /// A JSON null that is there is a value.
    private static @Nullable Value optional(FieldReader tree, String key) {
        return tree.map().get(key);
    }

    private static @Nullable PropertyPath path(FieldReader tree) {
        return tree.has("path") ? tree.path("path") : null;
    }

    /// The line is printed as it was: what to do is in it.
    private static RunReport.Failure failure(FieldReader tree) {
        var id = tree.text("code");
        var line = tree.text("summary");
        var known =
                Stream.of(Code.values()).filter(code -> code.id().equals(id)).findFirst();
        var entry = new ErrorCode.Entry(
                id,
                known.map(Code::fault).orElse(Fault.REMOTE),
                known.map(Code::meaning).orElse(""),
                "");
        var said = Optional.of(line).filter(l -> l.startsWith(id + " ")).map(l -> l.substring(id.length() + 1));
        return new RunReport.Failure(
                tree.text("stack"), tree.text("stage"), Diagnostic.of(() -> entry, said.orElse(line)));
    }
}
