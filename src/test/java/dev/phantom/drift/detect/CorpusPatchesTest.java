package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.docs.JudgedTemplates;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.iac.cloudformation.splice.Splice;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Severity;
import dev.phantom.stack.StackId;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Every change of the recorded resources, and each one made up on the clean ones, written into its template as it
/// runs. What the planner makes, the gate proves; each patched template is kept for the judge.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusPatchesTest {

    private static final String FILE = "template.json";

    private final CorpusCases cases = new CorpusCases(11);
    private final TreeMap<String, Integer> outcomes = new TreeMap<>();
    private int idle;

    @Test
    void recordedChanges() {
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            patch("recorded", pair, pair.get("live"), null, "recorded", "");
        }
        System.out.println("recorded changes: " + outcomes);
        assertThat(outcomes.keySet()).doesNotContain("fail lines");
        assertThat(outcomes.getOrDefault("proven", 0)).isPositive();
        assertThat(idle).as("fillers in patches").isZero();
    }

    @Test
    void changesOfOurOwn() {
        for (var pair : CorpusCases.lines("pairs.jsonl")) {
            if (clean(pair)) {
                var id = pair.get("logicalId").asText();
                var safe = pair.get("safe").get("Resources").get(id).path("Properties");
                var live = pair.get("live").get("Resources").get(id).path("Properties");
                var facts = Known.TYPES.find(pair.get("type").asText()).orElse(null);
                for (var mutation : Mutations.of(safe, live, facts)) {
                    var moved = pair.get("live").deepCopy();
                    ((ObjectNode) moved.get("Resources").get(id)).set("Properties", mutation.mutated());
                    var earlier = mutation.earlier() ? pair.get("live") : null;
                    patch(
                            "made-up",
                            pair,
                            moved,
                            earlier,
                            mutation.kind() + " " + mutation.safe(),
                            plain(pair, mutation));
                }
            }
        }
        System.out.println("changes of our own: " + outcomes);
        assertThat(outcomes.keySet()).doesNotContain("fail lines");
        assertThat(outcomes.getOrDefault("proven", 0)).isGreaterThan(5000);
        assertThat(idle).as("fillers in patches").isZero();
    }

    private boolean clean(JsonNode pair) {
        return pair.get("expect").get("confirmedDrift").isEmpty()
                && cases.identified(pair, pair.get("live"), null)
                        .report()
                        .drifts()
                        .isEmpty();
    }

    private void patch(
            String set, JsonNode pair, JsonNode live, @Nullable JsonNode earlier, String what, String plain) {
        var safe = pair.get("safe").toPrettyString();
        Function<Workspace, DriftReport> compare =
                files -> cases.identified(with(pair, files), live, earlier).report();
        for (var drift : cases.identified(pair, live, earlier).report().drifts()) {
            if (drift.status() == Drift.Status.MODIFIED) {
                var outcome = "refused";
                var decisions = List.of(new Decision(drift, new Verdict.Legitimize(Opinions.SURE)));
                var base = base(pair, safe);
                if (PatchPlanner.plan(base, decisions) instanceof Planned planned) {
                    var failed = failed(base, planned, decisions, compare);
                    outcome = failed.map(check -> "fail " + check.text()).orElse("proven");
                    if (failed.isEmpty()) {
                        idle += idle(
                                base.id().account(),
                                drift,
                                safe,
                                planned.after().text(FILE),
                                compare);
                        // nobody looks at cases of untouched types while tuning
                        var name = Split.of(drift.type()).hidden() ? "untouched" : drift.type() + " " + what;
                        JudgedTemplates.keep(
                                set,
                                new JudgedTemplates.Pair(
                                        name, safe, planned.after().text(FILE), plain));
                    }
                }
                outcomes.merge(outcome, 1, Integer::sum);
            }
        }
    }

    /// Fillers and defaults that came with the patch and that the comparison does not ask for.
    private int idle(
            String account, Drift drift, String safe, String patched, Function<Workspace, DriftReport> compare) {
        var properties = PropertyPath.of("Resources", drift.logicalId(), "Properties");
        var document = new CloudFormation().read(FILE, patched).document();
        var before = ModelEdit.find(new CloudFormation().read(FILE, safe).document(), properties);
        var after = ModelEdit.find(document, properties);
        int found = 0;
        var added =
                Idle.of(drift.type(), account, true).added(before.orElse(MapValue.EMPTY), after.orElse(MapValue.EMPTY));
        for (var places : added.values()) {
            for (var path : places) {
                if (ModelEdit.find(before.orElse(MapValue.EMPTY), path).isPresent()) {
                    continue; // declared, and brought to its default
                }
                if (Idle.chooses(drift.type(), after.orElse(MapValue.EMPTY), path)) {
                    continue; // an empty member may be all that a choice says
                }
                var without = Splice.apply(FILE, patched, new Edit.Remove(properties.append(path)));
                if (compare.apply(new Workspace(FILE, Map.of(FILE, without), new CloudFormation()))
                        .drifts()
                        .isEmpty()) {
                    found++;
                    if (!Split.of(drift.type()).hidden()) {
                        System.out.println("idle " + drift.type() + " " + path);
                    }
                }
            }
        }
        return found;
    }

    private static Optional<Check> failed(
            PatchBase base, Planned planned, List<Decision> decisions, Function<Workspace, DriftReport> compare) {
        var gate = new PatchGate(
                (files, stack) -> compare.apply(files),
                drift -> new Assessment(Severity.LOW, List.of()),
                ChangePreview.LOCAL);
        return gate.prove(base, planned, decisions).lines().stream()
                .filter(line -> line.result() == Result.FAIL)
                .map(line -> line.check())
                .findFirst();
    }

    private static PatchBase base(JsonNode pair, String safe) {
        return new PatchBase(
                new StackId(pair.get("accountId").asText(), pair.get("region").asText(), "stack"),
                "c0ffee",
                new Workspace(FILE, Map.of(FILE, safe), new CloudFormation()),
                new StackView(
                        "stack", List.of(), new EvaluationContext(Map.of(), Pseudo.UNKNOWN, Map.of(), References.NONE)),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
    }

    private static JsonNode with(JsonNode pair, Workspace files) {
        try {
            return ((ObjectNode) pair.deepCopy()).set("safe", CorpusCases.JSON.readTree(files.text(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The declared properties with the change in them, by plain JSON.
    private static String plain(JsonNode pair, Mutation mutation) {
        var document = pair.get("safe").deepCopy();
        var properties =
                document.get("Resources").get(pair.get("logicalId").asText()).path("Properties");
        var steps = mutation.safe().segments();
        var last = steps.getLast();
        var parent = properties.at(
                steps.subList(0, steps.size() - 1).stream().map(s -> "/" + s).collect(Collectors.joining()));
        boolean removed = mutation.kind().endsWith("removed");
        var value = mutation.mutated().at(mutation.live().toString());
        switch (parent) {
            case ObjectNode object when removed -> object.remove(last);
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array when removed -> array.remove(Integer.parseInt(last));
            case ArrayNode array when Integer.parseInt(last) >= array.size() -> array.add(value);
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            default -> {
                return "";
            }
        }
        return document.toString();
    }
}
