package dev.phantom.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.stack.FieldReader;
import java.util.stream.Stream;

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

    static Outcome read(FieldReader tree) {
        var reason = tree.textOrEmpty("reason");
        return new Outcome(
                tree.word("outcome", Outcome.Kind.class),
                Stream.<OutcomeReason>of(OutcomeReason.Held.values())
                        .filter(held -> held.text().equals(reason))
                        .findFirst()
                        .orElseGet(() -> OutcomeReason.of(reason)),
                tree.textOrEmpty("url"),
                tree.textOrEmpty("branch"),
                new Proof(tree.list(
                        "proof",
                        line -> new Proof.Line(
                                line.word("check", Proof.Check.class),
                                line.word("result", Proof.Result.class),
                                line.text("detail")))));
    }
}
