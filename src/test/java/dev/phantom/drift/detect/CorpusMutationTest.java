package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Each declared scalar that live shows at the same place is changed, then removed; each declared list gets an element
/// more.
/// Each of these must be found.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusMutationTest {

    private final TreeMap<String, Integer> done = new TreeMap<>();
    private final TreeMap<String, Integer> found = new TreeMap<>();
    private final TreeMap<String, Integer> excused = new TreeMap<>();
    private final List<String> missed = new ArrayList<>();

    @Test
    void mutationsAreFound() {
        var cases = new CorpusCases(11);
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            boolean clean = pair.get("expect").get("confirmedDrift").isEmpty();
            if (clean && !CorpusCases.untouched(pair.get("type").asText())) {
                mutate(cases, pair);
            }
        }
        missed.forEach(System.out::println);
        var rows = new StringBuilder("| change | made | found |\n|---|---|---|\n");
        done.forEach(
                (kind, count) -> rows.append("| %s | %d | %d |\n".formatted(kind, count, found.getOrDefault(kind, 0))));
        rows.append("| excused: %s | | %d of %d |\n".formatted(excused, sum(excused), sum(done)));
        AccuracyPage.holds("mutations", rows.toString());
        assertThat(sum(found)).isGreaterThanOrEqualTo((int) Math.ceil((sum(done) - sum(excused)) * 0.995));
        assertThat(sum(excused)).isLessThanOrEqualTo(sum(done) / 100);
    }

    private static int sum(TreeMap<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void mutate(CorpusCases cases, JsonNode pair) {
        var id = pair.get("logicalId").asText();
        var safe = pair.get("safe").get("Resources").get(id).path("Properties");
        var before = cases.identified(pair, pair.get("live")).report();
        if (!before.drifts().isEmpty()) {
            return;
        }
        var places = new ArrayList<String>();
        places(safe, pair.get("live").get("Resources").get(id).path("Properties"), "", places);
        for (var place : places) {
            attempt(cases, pair, id, place, "change");
            attempt(cases, pair, id, place, "remove");
        }
    }

    private void places(JsonNode safe, JsonNode live, String path, List<String> into) {
        if (safe.isObject() && live.isObject()) {
            safe.properties()
                    .forEach(e -> places(
                            e.getValue(),
                            live.path(e.getKey()),
                            path + "/" + e.getKey().replace("~", "~0").replace("/", "~1"),
                            into));
        } else if (safe.isArray() && live.isArray() && !safe.isEmpty() && !live.isEmpty()) {
            into.add(path + "/-");
            for (int i = 0; i < Math.min(safe.size(), live.size()); i++) {
                places(safe.get(i), live.get(i), path + "/" + i, into);
            }
        } else if (safe.isValueNode()
                && live.isValueNode()
                && !live.asText().isEmpty()
                && safe.asText().equals(live.asText())) {
            into.add(path);
        }
    }

    private void attempt(CorpusCases cases, JsonNode pair, String id, String place, String how) {
        var live = pair.get("live").deepCopy();
        var properties = (ObjectNode) live.get("Resources").get(id).get("Properties");
        var pointer = JsonPointer.compile(place);
        var parent = properties.at(pointer.head());
        var step = pointer.last().getMatchingProperty();
        var kind = place.endsWith("/-") ? "add" : how;
        if (place.endsWith("/-")) {
            if (how.equals("remove") || !add((ArrayNode) parent)) {
                return;
            }
        } else if (parent instanceof ObjectNode object) {
            if (how.equals("remove")) {
                object.remove(step);
            } else {
                object.set(step, changed(object.get(step)));
            }
        } else if (parent instanceof ArrayNode array) {
            int index = pointer.last().getMatchingIndex();
            if (how.equals("remove")) {
                array.remove(index);
            } else {
                array.set(index, changed(array.get(index)));
            }
        }
        done.merge(kind, 1, Integer::sum);
        var report = cases.identified(pair, live).report();
        var root = place.split("/")[1].replace("~1", "/").replace("~0", "~");
        if (report.drifts().stream().anyMatch(d -> touches(d, root))) {
            found.merge(kind, 1, Integer::sum);
        } else if (report.inventory().stream()
                        .anyMatch(i -> i.path() != null && i.path().toString().startsWith("/" + root + "/"))
                && kind.equals("add")) {
            excused.merge("attributes or attachment", 1, Integer::sum);
        } else if (report.coverage().unchecked().stream()
                .anyMatch(
                        u -> u.path() == null || u.path().segments().getFirst().equals(root))) {
            var reason = report.coverage().unchecked().stream()
                    .filter(u ->
                            u.path() == null || u.path().segments().getFirst().equals(root))
                    .findFirst()
                    .orElseThrow()
                    .reason()
                    .text();
            excused.merge(reason, 1, Integer::sum);
            missed.add(
                    "  EXCUSED " + reason + " " + kind + " " + pair.get("type").asText() + " " + place);
        } else {
            missed.add("  MISSED " + kind + " " + pair.get("type").asText() + " " + place);
        }
    }

    private static boolean touches(Drift drift, String root) {
        return drift.changes().stream()
                .anyMatch(c -> c.path().segments().getFirst().equals(root));
    }

    private static boolean add(ArrayNode array) {
        var last = array.get(array.size() - 1).deepCopy();
        if (last instanceof ObjectNode object) {
            object.properties().forEach(e -> {
                if (e.getValue().isValueNode()) {
                    e.setValue(changed(e.getValue()));
                }
            });
            array.add(object);
        } else if (last.isValueNode()) {
            array.add(changed(last));
        } else {
            return false;
        }
        return true;
    }

    private static JsonNode changed(JsonNode value) {
        if (value.isBoolean()) {
            return CorpusCases.JSON.getNodeFactory().booleanNode(!value.asBoolean());
        }
        if (value.isNumber()) {
            return CorpusCases.JSON.getNodeFactory().numberNode(value.asInt() + 1);
        }
        return CorpusCases.JSON.getNodeFactory().textNode(value.asText() + "-other");
    }
}
