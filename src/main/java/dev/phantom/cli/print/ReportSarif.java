package dev.phantom.cli.print;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Change;
import dev.phantom.pipeline.JudgedDrift;
import dev.phantom.pipeline.StackReport;
import dev.phantom.severity.Severity;
import java.util.List;

/// SARIF 2.1.0 for code scanning: one result per change, at the place in the template where its expected value stands.
public final class ReportSarif {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Plain plain;
    private final String version;

    public ReportSarif(Plain plain, String version) {
        this.plain = plain;
        this.version = version;
    }

    public ObjectNode log(List<StackReport> reports) {
        var node = JSON.objectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        var run = node.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver");
        driver.put("name", "phantom").put("version", version);
        var rule = driver.putArray("rules").addObject().put("id", "drift");
        rule.putObject("shortDescription").put("text", "what runs differs from what the repository says");
        var results = run.putArray("results");
        reports.forEach(report -> report.drifts()
                .forEach(drift ->
                        drift.drift().changes().forEach(change -> results.add(result(report, drift, change)))));
        return node;
    }

    private ObjectNode result(StackReport report, JudgedDrift judged, Change change) {
        var drift = judged.drift();
        var severity = StackReport.severity(judged);
        var node = JSON.objectNode().put("ruleId", "drift").put("level", level(severity));
        node.putObject("message")
                .put(
                        "text",
                        "%s %s %s: expected %s, actual %s (%s)"
                                .formatted(
                                        drift.logicalId(),
                                        drift.type(),
                                        change.path(),
                                        change.expectedValue().map(plain::value).orElse("(absent)"),
                                        change.actualValue().map(plain::value).orElse("(absent)"),
                                        severity.text()));
        var origin = change.circumstances().origin();
        var file = origin.file().isEmpty() ? report.safe().path() : origin.file();
        var place = node.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", file);
        place.putObject("region")
                .put("startLine", Math.max(1, origin.line()))
                .put("startColumn", Math.max(1, origin.column()));
        node.putObject("partialFingerprints")
                .put("driftId/v1", drift.driftId() + change.path())
                .put("contentHash/v1", drift.contentHash());
        return node;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }
}
