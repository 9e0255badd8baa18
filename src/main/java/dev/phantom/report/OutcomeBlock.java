package dev.phantom.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.pullrequest.Outcome;

/// `pullRequest` of `phantom.report/v1`.
final class OutcomeBlock {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OutcomeBlock() {}

    static ObjectNode json(Outcome outcome) {
        var node = JSON.objectNode()
                .put("outcome", outcome.kind().text())
                .put("reason", ReportJson.text(outcome.reason()))
                .put("url", ReportJson.text(outcome.url()))
                .put("branch", ReportJson.text(outcome.branch()));
        ReportJson.each(
                node.putArray("proof"),
                outcome.proof().lines(),
                line -> JSON.objectNode()
                        .put("check", line.check().text())
                        .put("result", ReportJson.lower(line.result()))
                        .put("detail", line.detail()));
        return node;
    }
}
