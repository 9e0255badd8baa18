package dev.phantom.report;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
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

    private static JudgedDrift withCase(JudgedDrift judged) throws IOException {
        CaseFile file = CaseFileJson.read(
                Files.readString(NIGHT.resolve(judged.drift().driftId() + ".json")));
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

    /// The same report of these drifts.
    static StackReport with(StackReport report, List<JudgedDrift> drifts) {
        return report.closed(drifts, List.of(), List.of());
    }
}
