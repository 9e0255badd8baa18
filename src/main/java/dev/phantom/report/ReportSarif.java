package dev.phantom.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.iac.Origin;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// SARIF 2.1.0 for code scanning: one result per change, at the place in the template where its expected value stands.
public final class ReportSarif {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PlainText plain;
    private final String version;

    public ReportSarif(PlainText plain, String version) {
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
        reports.forEach(report -> report.drifts().forEach(drift -> results(report, drift, results)));
        return node;
    }

    private void results(StackReport report, JudgedDrift judged, ArrayNode results) {
        var drift = judged.drift();
        if (drift.changes().isEmpty()) {
            results.add(result(report, judged, "", drift.status().name().toLowerCase(Locale.ROOT), Origin.ABSENT));
        }
        for (var change : drift.changes()) {
            var text = "expected %s, actual %s"
                    .formatted(
                            change.expectedValue().map(plain::value).orElse("(absent)"),
                            change.actualValue().map(plain::value).orElse("(absent)"));
            results.add(result(
                    report,
                    judged,
                    change.path().toString(),
                    text,
                    change.circumstances().origin()));
        }
    }

    private static ObjectNode result(StackReport report, JudgedDrift judged, String path, String text, Origin origin) {
        var drift = judged.drift();
        var severity = StackReport.severity(judged);
        var construct = report.construct(judged);
        var node = JSON.objectNode().put("ruleId", "drift").put("level", level(severity));
        node.putObject("message")
                .put(
                        "text",
                        PlainText.line(drift.logicalId() + " " + drift.type() + (path.isEmpty() ? "" : " " + path))
                                + ": "
                                + text + " (" + StackReport.severityText(judged) + ")"
                                + (construct.isEmpty() ? "" : ", construct " + PlainText.line(construct)));
        var location = node.putArray("locations").addObject();
        physical(location, origin.file().isEmpty() ? report.safe().path() : origin.file(), origin);
        location.putArray("logicalLocations")
                .addObject()
                .put("name", drift.logicalId())
                .put("fullyQualifiedName", construct.isEmpty() ? drift.logicalId() + path : construct)
                .put("kind", "resource");
        node.putObject("partialFingerprints").put("driftId/v1", drift.driftId()).put("path/v1", path);
        node.putObject("properties").put("contentHash", drift.contentHash());
        return node;
    }

    /// Code scanning shows a result only at a line: the first, where no better one is known.
    private static void physical(ObjectNode location, String file, Origin origin) {
        if (file.isEmpty()) {
            return;
        }
        var place = location.putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(file));
        place.putObject("region")
                .put("startLine", Math.max(1, origin.line()))
                .put("startColumn", Math.max(1, origin.column()));
    }

    private static String uri(String file) {
        try {
            return new URI(null, null, file, null).getRawPath();
        } catch (URISyntaxException e) {
            return URLEncoder.encode(file, StandardCharsets.UTF_8);
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }
}
