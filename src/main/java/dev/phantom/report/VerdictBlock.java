package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.analysis.Verdict;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.value.Value;
import java.util.List;
import java.util.function.Function;

/// `verdict` and `pullRequest` of `phantom.report/v1`.
final class VerdictBlock {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private VerdictBlock() {}

    static ObjectNode json(Verdict verdict, Function<Value, JsonNode> values) {
        var opinion = verdict.opinion();
        var node =
                JSON.objectNode().put("recommendation", verdict.recommendation().text());
        node.putObject("confidence")
                .put("level", ReportJson.lower(opinion.confidence().level()))
                .put("score", opinion.confidence().score())
                .put("basis", ReportJson.lower(opinion.confidence().basis()));
        node.put("reasoning", opinion.reasoning());
        texts(node, "evidence", opinion.evidence());
        texts(node, "against", opinion.against());
        var refactor = node.putArray("refactor");
        if (verdict instanceof Verdict.Refactor r) {
            r.edits()
                    .forEach(edit -> refactor.addObject()
                            .put("path", edit.path().toString())
                            .set("value", values.apply(edit.value())));
        }
        node.put("severity", opinion.severity().text());
        node.put(
                "reviewAt",
                opinion.reviewAt() == null ? null : opinion.reviewAt().toString());
        node.put("analyst", opinion.analyst()).put("caseDigest", opinion.caseDigest());
        texts(node, "gaps", opinion.gaps());
        return node;
    }

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

    private static void texts(ObjectNode node, String key, List<String> texts) {
        ReportJson.each(node.putArray(key), texts, JSON::textNode);
    }
}
