package dev.phantom.eval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An evaluation as `phantom.eval/v1`.
public final class EvalJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final int DECIMALS = 4;

    private EvalJson() {}

    public static ObjectNode of(SuiteEvaluation evaluation) {
        var node = JSON.objectNode()
                .put("schema", "phantom.eval/v1")
                .put("suite", evaluation.suite())
                .put("analyst", evaluation.analyst())
                .put("runs", evaluation.runs());
        each(node.putArray("parts"), evaluation.parts(), EvalJson::part);
        var findings = node.putArray("findings");
        var unlabelled = node.putArray("unlabelled");
        var failures = node.putArray("failures");
        for (var scenario : evaluation.scenarios()) {
            each(findings, scenario.findings(), EvalJson::finding);
            each(unlabelled, scenario.unlabelled(), v -> verdict(place(scenario), v));
            each(
                    failures,
                    scenario.report().failures(),
                    f -> place(scenario)
                            .put("stage", f.stage())
                            .put("code", f.diagnostic().code().id())
                            .put("summary", f.diagnostic().line()));
        }
        each(node.putArray("unstable"), evaluation.unstable(), JSON::textNode);
        each(node.putArray("unusedAnswers"), evaluation.unused(), JSON::textNode);
        return node;
    }

    private static ObjectNode part(SuiteEvaluation.Part part) {
        var node = JSON.objectNode()
                .put("name", part.name())
                .put("scenarios", part.scenarios().size())
                .put("findings", part.findings().size());
        var score = score(part.score());
        var details = part.details();
        share(score, "severityInRange", details.severity());
        share(score, "refactorInSet", details.refactor());
        share(score, "citationsThatExist", details.citations());
        share(score, "wrongPullRequests", details.wrong());
        share(score, "fallbacks", details.fallbacks());
        score.set("calibration", calibration(details.calibrated()));
        score.set("calibrationDecided", calibration(details.calibratedDecided()));
        score.set("usage", usage(part.usage()));
        node.set("score", score);
        var baselines = node.putObject("baselines");
        SuiteEvaluation.BASELINES.forEach(a -> baselines.set(SuiteEvaluation.baseline(a), score(part.always(a))));
        return node;
    }

    private static ObjectNode score(Score score) {
        var node = JSON.objectNode();
        share(node, "accepted", score.accepted());
        share(node, "best", score.best());
        number(node, "macroF1", score.macroF1());
        number(node, "macroF1Decided", score.macroF1Decided());
        share(node, "pairsRight", score.pairs());
        share(node, "pairsRightAndDifferent", score.different());
        share(node, "dangerous", score.dangerous());
        share(node, "abstained", score.abstained());
        share(node, "missed", score.missed());
        share(node, "flips", score.flips());
        return node;
    }

    private static void share(ObjectNode node, String key, Share share) {
        var inner = node.putObject(key).put("count", share.count()).put("of", share.of());
        number(inner, "share", share.share());
        inner.put("abstained", share.abstained());
        number(inner, "shareDecided", share.shareDecided());
    }

    private static ObjectNode calibration(Calibration calibration) {
        var node = JSON.objectNode();
        each(node.putArray("steps"), calibration.steps(), step -> {
            var inner = JSON.objectNode()
                    .put("level", step.level().name().toLowerCase(java.util.Locale.ROOT))
                    .put("findings", step.findings())
                    .put("right", step.right());
            number(inner, "hitRate", step.hitRate());
            number(inner, "score", step.score());
            return inner;
        });
        number(node, "brier", calibration.brier());
        number(node, "ece", calibration.ece());
        return node;
    }

    private static ObjectNode usage(ModelUsage usage) {
        var node = JSON.objectNode()
                .put("calls", usage.calls())
                .put("inputTokens", usage.tokens().allInput())
                .put("outputTokens", usage.tokens().output())
                .put("costUsd", usage.costUsd())
                .put("unpricedCalls", usage.unpriced());
        number(node, "medianSeconds", seconds(usage.median()));
        number(node, "p95Seconds", seconds(usage.p95()));
        return node;
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    private static ObjectNode finding(ScoredFinding f) {
        var wanted = f.wanted();
        var node = JSON.objectNode()
                .put("part", f.part())
                .put("scenario", f.scenario())
                .put("run", f.run())
                .put("pair", f.pair().isEmpty() ? null : f.pair())
                .put("tier", f.tier().text())
                .put("logicalId", wanted.logicalId())
                .put("path", wanted.path() == null ? null : wanted.path().toString())
                .put("best", wanted.best().text());
        each(node.putArray("accept"), wanted.accept().stream().sorted().toList(), a -> JSON.textNode(a.text()));
        each(node.putArray("dangerous"), wanted.dangerous().stream().sorted().toList(), a -> JSON.textNode(a.text()));
        node.put("answer", f.answer().text())
                .put("right", f.right())
                .put("abstained", f.abstained())
                .put("isDangerous", f.dangerous())
                .put("missed", f.missed());
        var verdict = f.verdict().orElse(null);
        var range = wanted.severity();
        var opened = f.given().stream().filter(v -> !v.pullRequest().isEmpty()).toList();
        flag(node, "severityInRange", verdict == null || range == null ? null : range.contains(verdict.severity()));
        flag(
                node,
                "refactorInSet",
                verdict == null || wanted.refactor() == null || f.answer() != Answer.REFACTOR
                        ? null
                        : f.refactorInSet(verdict));
        flag(
                node,
                "wrongPullRequest",
                opened.isEmpty() ? null : !opened.stream().allMatch(f::mayBeOpened));
        each(node.putArray("verdicts"), f.given(), v -> verdict(JSON.objectNode(), v));
        return node;
    }

    private static ObjectNode place(EvaluatedScenario scenario) {
        return JSON.objectNode()
                .put("part", scenario.part())
                .put("scenario", scenario.name())
                .put("run", scenario.run());
    }

    private static ObjectNode verdict(ObjectNode node, GivenVerdict v) {
        node.put("driftId", v.driftId()).put("logicalId", v.logicalId());
        each(node.putArray("paths"), v.paths(), p -> JSON.textNode(p.toString()));
        node.put("recommendation", v.answer().text())
                .put("confidence", v.confidence().level().name().toLowerCase(java.util.Locale.ROOT))
                .put("score", v.confidence().score())
                .put("severity", v.severity().text())
                .put("analyst", v.analyst());
        each(
                node.putArray("refactor"),
                v.edits(),
                e -> JSON.objectNode().put("path", e.path().toString()).put("value", RefactorRange.text(e.value())));
        each(node.putArray("cited"), v.cited().stream().sorted().toList(), JSON::textNode);
        return node.put("pullRequest", !v.pullRequest().isEmpty());
    }

    private static void number(ObjectNode node, String key, @Nullable Double value) {
        if (value == null) {
            node.putNull(key);
        } else {
            var rounded = new BigDecimal(value)
                    .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
            node.put(key, rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.UNNECESSARY));
        }
    }

    private static void flag(ObjectNode node, String key, @Nullable Boolean value) {
        node.put(key, value);
    }

    private static <T> void each(ArrayNode array, Iterable<T> things, Function<T, ? extends JsonNode> node) {
        things.forEach(thing -> array.add(node.apply(thing)));
    }
}
