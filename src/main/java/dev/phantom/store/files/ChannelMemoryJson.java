package dev.phantom.store.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.analysis.Recommendation;
import dev.phantom.notify.ChannelMemory;
import dev.phantom.notify.DriftState;
import dev.phantom.notify.DriftState.PullRequestState;
import dev.phantom.notify.News;
import dev.phantom.pullrequest.PullRequestDraft.Member;
import dev.phantom.report.Morning.Answer;
import dev.phantom.severity.Severity;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a channel knows, as it is kept. A file that is not whole is none.
final class ChannelMemoryJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChannelMemoryJson() {}

    static String write(ChannelMemory memory) throws IOException {
        var root = JSON.createObjectNode();
        var known = root.putArray("known");
        new TreeMap<>(memory.known()).values().forEach(drift -> drift(known.addObject(), drift));
        var waiting = root.putArray("waiting");
        for (var news : memory.waiting()) {
            var node = waiting.addObject()
                    .put("kind", news.kind().name())
                    .put("was", news.was())
                    .put("at", news.at().toString());
            drift(node.putObject("drift"), news.drift());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void drift(ObjectNode node, DriftState drift) {
        node.put("account", drift.stack().account())
                .put("region", drift.stack().region())
                .put("stack", drift.stack().name())
                .put("root", drift.root())
                .put("environment", drift.environment())
                .put("driftId", drift.driftId())
                .put("contentHash", drift.member().contentHash())
                .put("resource", drift.member().resource())
                .put("type", drift.type())
                .put("severity", drift.severity().text())
                .put("what", drift.what())
                .put("answer", drift.answer().name())
                .put("advice", drift.advice())
                .put("confidence", drift.confidence())
                .put("pullRequest", drift.pullRequest().name())
                .put("url", drift.url());
        var recommendation = drift.recommendation();
        node.put("recommendation", recommendation == null ? null : recommendation.name());
        var paths = node.putArray("paths");
        drift.member().paths().forEach(paths::add);
    }

    static ChannelMemory read(String text) throws IOException {
        var root = JSON.readTree(text);
        if (!root.path("known").isArray() || !root.path("waiting").isArray()) {
            throw new IOException("it is not what was kept");
        }
        try {
            var known = new HashMap<String, DriftState>();
            for (var node : root.get("known")) {
                var drift = drift(node);
                known.put(drift.driftId(), drift);
            }
            var waiting = new ArrayList<News>();
            for (var node : root.get("waiting")) {
                waiting.add(new News(
                        News.Kind.valueOf(text(node, "kind")),
                        drift(node.path("drift")),
                        text(node, "was"),
                        Instant.parse(text(node, "at"))));
            }
            return new ChannelMemory(known, waiting);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("it is not what was kept", e);
        }
    }

    private static DriftState drift(JsonNode node) throws IOException {
        var paths = new ArrayList<String>();
        node.path("paths").forEach(path -> paths.add(path.asText()));
        return new DriftState(
                new StackId(text(node, "account"), text(node, "region"), text(node, "stack")),
                text(node, "root"),
                text(node, "environment"),
                new Member(
                        text(node, "driftId"), text(node, "contentHash"), text(node, "resource"), List.copyOf(paths)),
                text(node, "type"),
                Severity.of(text(node, "severity")),
                text(node, "what"),
                Answer.valueOf(text(node, "answer")),
                text(node, "advice"),
                recommendation(node),
                text(node, "confidence"),
                PullRequestState.valueOf(text(node, "pullRequest")),
                text(node, "url"));
    }

    private static @Nullable Recommendation recommendation(JsonNode node) {
        return node.path("recommendation").isTextual()
                ? Recommendation.valueOf(node.path("recommendation").asText())
                : null;
    }

    private static String text(JsonNode node, String name) throws IOException {
        if (!node.path(name).isTextual()) {
            throw new IOException("it lacks " + name);
        }
        return node.path(name).asText();
    }
}
