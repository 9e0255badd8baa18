package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Undeployed;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `phantom.report/v1` and `phantom.run/v1`. The schemas are in `docs/schema/`.
public final class ReportJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private final Function<Value, JsonNode> values;
    private final ChangeJson changes;

    /// @param values writes a value, secrets masked
    public ReportJson(Function<Value, JsonNode> values) {
        this.values = values;
        this.changes = new ChangeJson(values);
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
                .put("source", lower(report.safe().source()))
                .put("repository", text(report.safe().repository()))
                .put("commit", text(report.safe().commit()))
                .put("path", text(report.safe().path()));
        var captured = report.live().capturedAt();
        node.putObject("live")
                .put("source", lower(report.live().source()))
                .put("capturedAt", captured == null ? null : captured.toString());
        coverage(node.putObject("coverage"), report);
        each(node.putArray("drifts"), report.drifts(), d -> drift(d, report.construct(d)));
        each(node.putArray("undeployed"), report.comparison().undeployed(), this::undeployed);
        each(node.putArray("managed"), report.comparison().managed(), this::listed);
        each(node.putArray("ignored"), report.comparison().ignored(), this::listed);
        each(node.putArray("inventory"), report.comparison().inventory(), this::listed);
        each(node.putArray("gaps"), report.gaps(), JSON::textNode);
        var summary =
                node.putObject("summary").put("drifted", report.drifts().size()).put("new", report.newDrifts());
        severity(summary, report.severity().orElse(null));
        money(summary, "monthlyDeltaUsd", report.monthlyDelta().orElse(null));
        DriftCounts.of(report.drifts()).json(summary);
        return node;
    }

    private void coverage(ObjectNode node, StackReport report) {
        var coverage = report.comparison().coverage();
        node.put("resources", coverage.resources()).put("compared", coverage.compared());
        each(
                node.putArray("unchecked"),
                coverage.unchecked(),
                u -> JSON.objectNode()
                        .put("logicalId", u.logicalId())
                        .put("type", u.type())
                        .put("path", path(u.path()))
                        .put("reason", u.reason().text()));
    }

    private ObjectNode drift(JudgedDrift judged, String construct) {
        var drift = judged.drift();
        var node = JSON.objectNode()
                .put("driftId", drift.driftId())
                .put("contentHash", drift.contentHash())
                .put("logicalId", drift.logicalId())
                .put("physicalId", text(drift.physicalId()))
                .put("type", drift.type())
                .put("status", drift.status().name());
        each(node.putArray("changes"), drift.changes(), c -> changes.change(c, construct));
        assessment(node.putObject("severity"), judged.assessment(), StackReport.severity(judged));
        cost(node.putObject("cost"), judged.cost());
        if (judged.verdict() != null) {
            node.set("verdict", VerdictBlock.json(judged.verdict(), values));
        }
        if (judged.pullRequest() != null) {
            node.set("pullRequest", VerdictBlock.json(judged.pullRequest()));
        }
        return node;
    }

    /// A verdict alone, as it stands in a drift.
    public ObjectNode verdict(Verdict verdict) {
        return VerdictBlock.json(verdict, values);
    }

    private static void assessment(ObjectNode node, Assessment assessment, Severity level) {
        node.put("level", level.text()).put("floor", assessment.floor().text());
        each(
                node.putArray("findings"),
                assessment.findings(),
                f -> JSON.objectNode()
                        .put("rule", f.rule())
                        .put("level", f.level().text())
                        .put("path", f.path().toString())
                        .put("title", f.title())
                        .put("reference", f.reference()));
        if (!assessment.gaps().isEmpty()) {
            each(node.putArray("gaps"), assessment.gaps(), JSON::textNode);
        }
    }

    private static void cost(ObjectNode node, CostDelta cost) {
        money(node, "monthlyDeltaUsd", cost.monthly());
        each(node.putArray("lines"), cost.lines(), line -> {
            var item = JSON.objectNode().put("item", line.item());
            money(item, "expectedUsd", line.expected());
            money(item, "actualUsd", line.actual());
            return item.put("basis", line.basis());
        });
        each(node.putArray("unpriced"), cost.unpriced(), JSON::textNode);
        node.put(
                "pricesAsOf",
                cost.pricesAsOf() == null ? null : cost.pricesAsOf().toString());
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
