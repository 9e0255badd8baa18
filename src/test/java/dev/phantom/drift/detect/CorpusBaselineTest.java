package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.Change;
import dev.phantom.drift.Tier;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Earlier live models made from the recorded ones: without the labelled value, lists and tags in another order, other
/// fillers
/// and other values where only AWS writes. Exactly the labelled path may be confirmed by them, and nothing on clean
/// resources.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusBaselineTest {

    private final Random random = new Random(20261122);
    private int volatiles;

    @Test
    void aBaselineConfirmsExactlyTheLabel() {
        var cases = new CorpusCases(7);
        var details = new ArrayList<String>();
        int labels = 0;
        int found = 0;
        int extra = 0;
        int hiddenExtra = 0;
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            boolean hidden = Split.of(pair.get("type").asText()).hidden();
            var wanted = new ArrayList<String>();
            var live = pair.get("live").get("Resources").elements().next().path("Properties");
            pair.get("expect").get("liveOnlyDrift").forEach(label -> {
                var path = "/" + label.get("path").asText().replace('.', '/');
                if (!live.at(path).isMissingNode()) { // some labels are about what a generated template does not show
                    wanted.add(path);
                }
            });
            var earlier = earlier(pair.get("live").deepCopy(), wanted);
            var confirmed = cases.pair(pair, pair.get("live"), earlier).report().drifts().stream()
                    .flatMap(d -> d.changes().stream())
                    .filter(c -> c.circumstances().tier() == Tier.UNDECLARED)
                    .toList();
            labels += wanted.size();
            for (var label : wanted) {
                boolean hit = confirmed.stream().anyMatch(c -> within(label, c));
                found += hit ? 1 : 0;
                if (!hit && !hidden) {
                    details.add("MISSED " + pair.get("type") + " " + label);
                }
            }
            for (var change : confirmed) {
                if (wanted.stream().noneMatch(label -> within(label, change))) {
                    extra += hidden ? 0 : 1;
                    hiddenExtra += hidden ? 1 : 0;
                    if (!hidden) {
                        details.add("EXTRA " + pair.get("type") + " " + change.kind() + " " + change.path() + " "
                                + change.expectedValue() + " " + change.actualValue());
                    }
                }
            }
        }
        details.forEach(System.out::println);
        AccuracyPage.holds(
                "baselines",
                "| labels | confirmed | beside the label, tuned | untouched |\n|---|---|---|---|\n| %d | %d | %d | %d |\n"
                        .formatted(labels, found, extra, hiddenExtra));
        assertThat(found).isEqualTo(labels);
        assertThat(volatiles).isGreaterThan(500);
        assertThat(extra).isZero();
    }

    private static boolean within(String label, Change change) {
        return change.path().toString().equals(label)
                || change.path().toString().startsWith(label + "/");
    }

    private JsonNode earlier(JsonNode live, List<String> without) {
        for (var resource : live.get("Resources")) {
            if (resource.get("Properties") instanceof ObjectNode properties) {
                without.forEach(path -> remove(properties, path));
                fillers(properties);
                volatiles(resource.get("Type").asText(), properties);
                reorder(properties);
            }
        }
        return live;
    }

    private static void remove(ObjectNode properties, String pointer) {
        int last = pointer.lastIndexOf('/');
        if (properties.at(pointer.substring(0, last)) instanceof ObjectNode parent) {
            parent.remove(pointer.substring(last + 1));
        }
    }

    private void fillers(ObjectNode properties) {
        var empty = new ArrayList<String>();
        properties.properties().forEach(e -> {
            if (e.getValue().isContainerNode() && e.getValue().isEmpty()
                    || e.getValue().isTextual() && e.getValue().asText().isEmpty()) {
                empty.add(e.getKey());
            }
        });
        empty.stream().filter(e -> random.nextBoolean()).forEach(properties::remove);
    }

    /// What only AWS sets (states, times, counters) was otherwise at the earlier look, or was there then and not now.
    private void volatiles(String type, ObjectNode properties) {
        var facts = Known.TYPES.find(type);
        facts.ifPresent(known -> known.root().properties().stream()
                .map(name -> PropertyPath.of(name))
                .filter(path -> known.isReadOnly(path)
                        && !known.primaryIdentifier().contains(path)
                        && !(properties.get(path.last()) instanceof ObjectNode)
                        && !(properties.get(path.last()) instanceof ArrayNode))
                .forEach(path -> {
                    properties.put(path.last(), "earlier-" + random.nextInt(1_000));
                    volatiles++;
                }));
    }

    private void reorder(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var items = new ArrayList<JsonNode>();
            array.forEach(items::add);
            Collections.shuffle(items, random);
            array.removeAll();
            items.forEach(array::add);
        }
        node.forEach(this::reorder);
    }
}
