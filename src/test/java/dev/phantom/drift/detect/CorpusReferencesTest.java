package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.docs.AccuracyPage;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Properties of real templates that are references, with live values that `tools/references/make_live.py` made for
/// them and that share nothing with this code. Compared means: equal to the value of the resource that the template
/// names, and a change where live names another one.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class CorpusReferencesTest {

    private static final String SEED = "20261126";
    private static final int DRAWN = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path templates = Path.of(System.getenv("PHANTOM_CORPUS"), "cfn-templates");
    private final DriftDetector detector =
            new DriftDetector(Known.EVERYWHERE, Mask.of("test"), IgnoreRules.NONE, LocalDate.of(2026, 1, 1));

    /// What became of one drawn property.
    private enum Outcome {
        COMPARED,
        UNRESOLVED,
        WRITE_ONLY,
        FALSE_CHANGE,
        MISSED
    }

    @Test
    void references() throws IOException, InterruptedException {
        var cases = drawn();
        var page = new StringBuilder(
                "| referenced resources | compared | unresolved | write-only | false change | near miss missed |\n"
                        + "|---|---|---|---|---|---|\n");
        var lists = new StringBuilder();
        boolean held = true;
        int silent = 0;
        for (boolean attributes : List.of(true, false)) {
            var by = new LinkedHashMap<Outcome, List<String>>();
            for (var outcome : Outcome.values()) {
                by.put(outcome, new ArrayList<>());
            }
            for (var one : cases) {
                by.get(outcome(one, attributes)).add(line(one));
            }
            int compared = by.get(Outcome.COMPARED).size();
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %d of %d (%.1f %%) | %d | %d | %d | %d |%n",
                    attributes
                            ? "with their attributes, as Cloud Control reads them"
                            : "without, as in a generated template",
                    compared,
                    cases.size(),
                    100.0 * compared / cases.size(),
                    by.get(Outcome.UNRESOLVED).size(),
                    by.get(Outcome.WRITE_ONLY).size(),
                    by.get(Outcome.FALSE_CHANGE).size(),
                    by.get(Outcome.MISSED).size()));
            if (attributes) {
                by.forEach((outcome, lines) -> lists.append(outcome == Outcome.COMPARED ? "" : list(outcome, lines)));
                held = compared >= 0.9 * cases.size();
            }
            silent +=
                    by.get(Outcome.FALSE_CHANGE).size() + by.get(Outcome.MISSED).size();
        }
        AccuracyPage.holds(
                "references",
                page.append("\n")
                        .append(lists)
                        .append("\nSeed ")
                        .append(SEED)
                        .append(".\n")
                        .toString());
        assertThat(cases).hasSize(DRAWN);
        assertThat(silent).as("said wrongly or not at all").isZero();
        assertThat(held).as("nine of ten are compared").isTrue();
    }

    private static String list(Outcome outcome, List<String> lines) {
        return lines.stream()
                .sorted()
                .map(l -> "- " + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-') + ": " + l + "\n")
                .collect(Collectors.joining());
    }

    private static String line(JsonNode one) {
        return "%s `%s%s` %s, of %s"
                .formatted(
                        one.get("template").asText().replaceFirst(".*/", ""),
                        one.get("logicalId").asText(),
                        path(one),
                        one.get("kind").asText(),
                        one.get("type").asText());
    }

    private Outcome outcome(JsonNode one, boolean attributes) throws IOException {
        var right = detect(one, one.get("live"), attributes);
        if (changed(right, one)) {
            return Outcome.FALSE_CHANGE;
        }
        if (isWriteOnly(one)) {
            return Outcome.WRITE_ONLY;
        }
        var wrong = detect(one, one.get("nearMiss"), attributes);
        if (unchecked(right, one)) {
            return Outcome.UNRESOLVED;
        }
        if (changed(wrong, one)) {
            return Outcome.COMPARED;
        }
        return unchecked(wrong, one) ? Outcome.UNRESOLVED : Outcome.MISSED;
    }

    /// AWS never shows it; says the schema of the type.
    private static boolean isWriteOnly(JsonNode one) {
        var node =
                Known.TYPES.find(one.get("type").asText()).map(TypeFacts::root).orElse(TypeNode.UNKNOWN);
        for (var step : path(one).segments()) {
            node = node.child(step);
            if (node.has(TypeNode.Trait.WRITE_ONLY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean unchecked(Detection detection, JsonNode one) {
        return !detection.models().containsKey(one.get("logicalId").asText())
                || detection.report().coverage().unchecked().stream()
                        .anyMatch(u -> u.logicalId().equals(one.get("logicalId").asText())
                                && (u.path() == null || meets(u.path(), one)));
    }

    private static boolean changed(Detection detection, JsonNode one) {
        return detection.report().drifts().stream()
                .filter(d -> d.logicalId().equals(one.get("logicalId").asText()))
                .flatMap(d -> d.changes().stream())
                .anyMatch(c -> meets(c.path(), one));
    }

    /// The one path is the other, or stands above it; indexes do not count.
    private static boolean meets(PropertyPath path, JsonNode one) {
        var mine = bare(path(one).toString());
        var theirs = bare(path.toString());
        return (mine + "/").startsWith(theirs + "/") || (theirs + "/").startsWith(mine + "/");
    }

    private static String bare(String pointer) {
        return pointer.replaceAll("/\\d+(?=/|$)", "");
    }

    private static PropertyPath path(JsonNode one) {
        var path = PropertyPath.ROOT;
        for (var step : one.get("path")) {
            path = path.child(step.asText());
        }
        return path;
    }

    private Detection detect(JsonNode one, JsonNode value, boolean attributes) throws IOException {
        var id = new StackId(
                one.get("account").asText(),
                one.get("region").asText(),
                one.get("stack").asText());
        var live = new ArrayList<LiveResource>();
        var own = one.get("logicalId").asText();
        live.add(resource(
                one,
                own,
                one.get("type").asText(),
                JSON.createObjectNode().set(one.get("property").asText(), value)));
        for (var other : one.get("referenced")) {
            var model = attributes ? (ObjectNode) other.get("attributes") : JSON.createObjectNode();
            live.add(resource(
                    one, other.get("logicalId").asText(), other.get("type").asText(), model));
        }
        var mapped = new LinkedHashMap<String, StackResource>();
        one.get("physicalIds")
                .properties()
                .forEach(e -> mapped.put(
                        e.getKey(), new StackResource(e.getKey(), e.getValue().asText(), "", "")));
        var exports = new LinkedHashMap<String, String>();
        one.get("exports")
                .properties()
                .forEach(e -> exports.put(e.getKey(), e.getValue().asText()));
        var parameters = one.get("parameters").properties().stream()
                .map(e ->
                        new ParameterValue(e.getKey(), Value.string(e.getValue().asText()), Origin.ABSENT))
                .toList();
        var deployed = new DeployedState(
                id, one.get("stackId").asText(), "", null, null, parameters, Map.of(), mapped, exports, null);
        var safe = new SafeState(SafeState.Source.FILE, "", "", "safe", template(one), Map.of(), List.of());
        return detector.detect(new States(
                id,
                safe,
                deployed,
                new LiveState(id, "", LiveState.Source.FILE, null, live, List.of()),
                Baseline.none(id)));
    }

    private Definition template(JsonNode one) throws IOException {
        var text = Files.readString(templates.resolve(one.get("template").asText()));
        return text.stripLeading().startsWith("{")
                ? new CloudFormation().read("safe.json", text)
                : new CloudFormation().read("safe.yaml", text);
    }

    private static LiveResource resource(JsonNode one, String logicalId, String type, JsonNode model) {
        return new LiveResource(
                logicalId,
                one.get("physicalIds").get(logicalId).asText(),
                type,
                Map.of(),
                Compare.map(model.toString().replace("'", "\\u0027")),
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
    }

    private List<JsonNode> drawn() throws IOException, InterruptedException {
        var made = new ProcessBuilder(
                        "python3", "tools/references/make_live.py", templates.toString(), SEED, Integer.toString(DRAWN))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var cases = new ArrayList<JsonNode>();
        try (var lines = made.inputReader()) {
            for (var line : lines.lines().toList()) {
                cases.add(JSON.readTree(line));
            }
        }
        assertThat(made.waitFor()).isZero();
        return cases;
    }
}
