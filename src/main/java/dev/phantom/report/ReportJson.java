package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.analysis.AssessmentJson;
import dev.phantom.analysis.CostJson;
import dev.phantom.analysis.CoverageJson;
import dev.phantom.analysis.DriftJson;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.VerdictJson;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Undeployed;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `phantom.report/v1` and `phantom.run/v1`. The schemas are in `docs/schema/`.
public final class ReportJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private final Function<Value, JsonNode> values;
    private final NodeForm form;

    /// @param values writes a value, secrets masked
    public ReportJson(Function<Value, JsonNode> values) {
        this.values = values;
        this.form = new NodeForm(values);
    }

    public ObjectNode run(RunReport run) {
        var node = JSON.objectNode()
                .put("schema", "phantom.run/v1")
                .put("startedAt", run.startedAt().toString());
        each(node.putArray("reports"), run.reports(), this::report);
        var summary = new RunSummary();
        run.reports().forEach(summary::add);
        node.set("summary", summary.json());
        each(node.putArray("failures"), run.failures(), this::failure);
        return node;
    }

    public ObjectNode failure(RunReport.Failure failure) {
        return JSON.objectNode()
                .put("stack", failure.stack())
                .put("stage", failure.stage())
                .put("code", failure.diagnostic().code().id())
                .put("summary", failure.diagnostic().line());
    }

    public ObjectNode report(StackReport report) {
        var node = JSON.objectNode().put("schema", "phantom.report/v1");
        var id = report.stack().id();
        node.putObject("stack")
                .put("name", text(id.name()))
                .put("account", text(id.account()))
                .put("region", text(id.region()))
                .put("environment", text(report.stack().environment()));
        node.putObject("safeState")
                .put("source", report.safe().source().name())
                .put("repository", text(report.safe().repository()))
                .put("commit", text(report.safe().commit()))
                .put("path", text(report.safe().path()));
        var captured = report.live().capturedAt();
        node.putObject("live")
                .put("source", lower(report.live().source()))
                .put("capturedAt", captured == null ? null : captured.toString());
        node.set("coverage", CoverageJson.write(form, report.comparison().coverage()));
        each(node.putArray("drifts"), report.drifts(), d -> drift(d, report.construct(d)));
        each(node.putArray("undeployed"), report.comparison().undeployed(), this::undeployed);
        each(node.putArray("managed"), report.comparison().managed(), this::listed);
        each(node.putArray("ignored"), report.comparison().ignored(), this::listed);
        each(node.putArray("inventory"), report.comparison().inventory(), this::listed);
        each(node.putArray("gaps"), report.gaps(), JSON::textNode);
        var summary =
                node.putObject("summary").put("drifted", report.drifts().size()).put("new", report.newDrifts());
        severity(summary, report.severity().orElse(null));
        RunSummary.cost(summary, report.cost());
        DriftCounts.of(report.drifts()).json(summary);
        var hidden = new EnumMap<Severity, Integer>(Severity.class);
        report.suppressed().forEach(s -> hidden.merge(s.level(), 1, Integer::sum));
        RunSummary.suppressed(summary, hidden);
        return node;
    }

    private JsonNode drift(JudgedDrift judged, String construct) {
        var fields = DriftJson.forReport(form, judged.drift(), judged.awsType(), construct)
                .put("severity", AssessmentJson.forReport(form, judged.assessment(), StackReport.severity(judged)))
                .put("cost", CostJson.forReport(form, judged.cost()));
        if (judged.firstSeen() != null) {
            fields.text("firstSeen", judged.firstSeen());
            fields.text("decision", judged.decision().text());
        }
        if (judged.verdict() != null) {
            fields.put("verdict", verdict(judged.verdict()));
        }
        if (judged.pullRequest() != null) {
            fields.put("pullRequest", OutcomeBlock.json(judged.pullRequest()));
        }
        return fields.build();
    }

    /// A verdict alone, as it stands in a drift.
    public JsonNode verdict(Verdict verdict) {
        return VerdictJson.write(form, verdict);
    }

    private ObjectNode undeployed(Undeployed u) {
        var node = JSON.objectNode()
                .put("logicalId", u.logicalId())
                .put("type", u.type())
                .put("path", path(u.path()))
                .put("kind", u.kind());
        node.set("expected", value(u.expected()));
        node.set("deployed", value(u.deployed()));
        return node;
    }

    private ObjectNode listed(Listed l) {
        var node = JSON.objectNode()
                .put("logicalId", l.logicalId())
                .put("physicalId", text(l.physicalId()))
                .put("type", l.type())
                .put("path", path(l.path()))
                .put("kind", l.kind());
        optional(node, "expected", l.expected());
        optional(node, "actual", l.actual());
        return node.put("reason", l.reason());
    }

    private void optional(ObjectNode node, String key, @Nullable Value value) {
        if (value != null) {
            node.set(key, values.apply(value));
        }
    }

    private JsonNode value(@Nullable Value value) {
        return value == null ? JSON.nullNode() : values.apply(value);
    }

    private static void severity(ObjectNode node, @Nullable Severity severity) {
        node.put("severity", severity == null ? null : severity.text());
    }

    static void money(ObjectNode node, String key, @Nullable BigDecimal usd) {
        node.put(key, usd == null ? null : usd.setScale(2, java.math.RoundingMode.HALF_UP));
    }

    private static @Nullable String path(@Nullable PropertyPath path) {
        return path == null ? null : path.toString();
    }

    static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <T> void each(ArrayNode into, List<T> items, Function<T, ? extends JsonNode> write) {
        Consumer<T> add = item -> into.add(write.apply(item));
        items.forEach(add);
    }
}
