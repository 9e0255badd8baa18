package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.drift.Drift;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Nights to make reports of, without playing them.
final class Nights {

    private static final Path NIGHT = Path.of("src/test/resources/dev/phantom/report/night");

    private Nights() {}

    /// The demo's: its report, with evidence and findings as its cases keep them.
    static RunReport demo() throws IOException {
        var run = new ReportReader("report.json").run(Files.readString(NIGHT.resolve("report.json")));
        var report = run.reports().getFirst();
        var drifts = new ArrayList<JudgedDrift>();
        for (var judged : report.drifts()) {
            drifts.add(withCase(judged));
        }
        return new RunReport(run.startedAt(), List.of(with(report, drifts)), run.failures());
    }

    /// The demo's with more drifts like its own, up to so many.
    static RunReport of(int drifts) throws IOException {
        var run = demo();
        var report = run.reports().getFirst();
        var all = new ArrayList<>(report.drifts());
        for (var i = 0; all.size() < drifts; i++) {
            var model = report.drifts().get(i % report.drifts().size());
            all.add(model.of(renamed(model.drift(), model.drift().logicalId() + i)));
        }
        return new RunReport(run.startedAt(), List.of(with(report, all)), run.failures());
    }

    /// The demo's with one more drift, whose resource has this name in AWS and in the template.
    static RunReport named(String name) throws IOException {
        var run = demo();
        var report = run.reports().getFirst();
        var all = new ArrayList<>(report.drifts());
        all.add(all.getFirst().of(renamed(all.getFirst().drift(), name)));
        return new RunReport(run.startedAt(), List.of(with(report, all)), run.failures());
    }

    private static Drift renamed(Drift drift, String name) {
        return new Drift(
                drift.driftId() + "0",
                drift.contentHash(),
                name,
                name,
                drift.type(),
                drift.status(),
                drift.changes(),
                drift.expected(),
                drift.actual());
    }

    private static JudgedDrift withCase(JudgedDrift judged) throws IOException {
        CaseFile file =
                CaseFileJson.read(Files.readString(NIGHT.resolve(judged.drift().driftId() + ".json")));
        return new JudgedDrift(
                judged.drift(),
                judged.isNew(),
                file.assessment(),
                judged.cost(),
                file.evidence(),
                judged.verdict(),
                judged.pullRequest(),
                file.assessment().urgent() ? "aws cloudcontrol update-resource --region us-east-1" : "");
    }

    /// As a browser gets it.
    static String page(RunReport run) {
        return new ReportHtml(new PlainText(Nights::value)).run(run);
    }

    static JsonNode value(Value value) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(ValueJson.text(value, Mask.of(""))));
    }

    /// The same report of these drifts.
    static StackReport with(StackReport report, List<JudgedDrift> drifts) {
        return report.closed(drifts, List.of(), List.of());
    }
}
