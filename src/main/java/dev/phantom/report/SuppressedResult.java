package dev.phantom.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.pullrequest.Fingerprint;
import dev.phantom.run.StackReport;
import dev.phantom.run.Suppressed;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;

/// A finding that a file of the repository hides, as a result of SARIF with `suppressions`. Code scanning shows such a
/// result like any other unless it is told otherwise, so the message says it as well.
final class SuppressedResult {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SuppressedResult() {}

    static ObjectNode of(StackReport report, Suppressed hidden, Finding finding) {
        var path = hidden.path() == null ? "" : hidden.path().toString();
        var stack = report.stack().id().name();
        var node = JSON.objectNode()
                .put("ruleId", finding.rule())
                .put("level", finding.level().compareTo(Severity.HIGH) >= 0 ? "error" : "warning");
        node.putObject("message")
                .put(
                        "text",
                        ReportSarif.unlinked(PlainText.line(
                                        hidden.logicalId() + " " + hidden.type() + (path.isEmpty() ? "" : " " + path))
                                + ": " + PlainText.sentence(finding.title()) + " ("
                                + finding.level().text() + "); " + PlainText.sentence(hidden.how())));
        node.putArray("locations")
                .addObject()
                .putArray("logicalLocations")
                .addObject()
                .put("name", hidden.logicalId())
                .put("fullyQualifiedName", hidden.logicalId() + path)
                .put("kind", "resource");
        node.putObject("partialFingerprints")
                .put(
                        "primaryLocationLineHash",
                        Fingerprint.of(stack, hidden.logicalId(), path, finding.rule(), finding.title())
                                        .substring(0, 16)
                                + ":1");
        node.putArray("suppressions")
                .addObject()
                .put("kind", "external")
                .put("status", "accepted")
                .put("justification", ReportSarif.unlinked(PlainText.sentence(hidden.how())));
        node.putObject("properties")
                .put("stack", stack)
                .put("severity", finding.level().text());
        return node;
    }
}
