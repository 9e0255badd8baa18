package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// How many read gaps the corpus has at most: what clean resources declare, at any depth, and their live model lacks.
/// Counted only, nothing is printed of any type.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusReadGapsTest {

    /// So many true gaps would pay for deriving them from the API models.
    private static final int WORTHWHILE = 20;

    private final Map<String, Set<String>> places = new TreeMap<>();
    private final Map<String, Integer> times = new TreeMap<>();

    @Test
    void tooFewToDeriveThem() {
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            if (pair.get("expect").get("confirmedDrift").isEmpty()) {
                var id = pair.get("logicalId").asText();
                lacking(
                        pair.get("type").asText(),
                        pair.get("safe").get("Resources").get(id).path("Properties"),
                        pair.get("live").get("Resources").get(id).path("Properties"),
                        PropertyPath.ROOT);
            }
        }
        var rows = new StringBuilder("| declared, and not in live | places of types | times |\n|---|---|---|\n");
        places.forEach((why, at) -> rows.append("| %s | %d | %d |\n".formatted(why, at.size(), times.get(why))));
        AccuracyPage.holds("read-gaps", rows.toString());
        assertThat(places.entrySet().stream()
                        .filter(e -> !e.getKey().equals("write-only in the schema"))
                        .mapToInt(e -> e.getValue().size())
                        .sum())
                .as("derive read gaps from the API models, it may pay now")
                .isLessThan(WORTHWHILE);
    }

    private void lacking(String type, JsonNode safe, JsonNode live, PropertyPath at) {
        if (safe.isArray() && live.isArray() && safe.size() == live.size()) {
            for (int i = 0; i < safe.size(); i++) {
                lacking(type, safe.get(i), live.get(i), at.child(i));
            }
        }
        if (!safe.isObject() || !live.isObject() || safe.has("Ref")) {
            return;
        }
        for (var property : safe.properties()) {
            var path = at.child(property.getKey());
            if (property.getKey().startsWith("Fn::")) {
                return;
            } else if (live.has(property.getKey())) {
                lacking(type, property.getValue(), live.get(property.getKey()), path);
            } else {
                places.computeIfAbsent(why(type, path), why -> new HashSet<>()).add(type + path);
                times.merge(why(type, path), 1, Integer::sum);
            }
        }
    }

    private static String why(String type, PropertyPath path) {
        if (Known.TYPES.find(type).filter(facts -> facts.isWriteOnly(path)).isPresent()) {
            return "write-only in the schema";
        }
        return Known.FACTS.of(type).has(Fact.NotReturned.class, path)
                ? "a fact of the type says that it is not returned"
                : "neither: left out at its default, under another name, a gap";
    }
}
