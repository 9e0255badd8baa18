package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.sandbox.aws.Generator;
import dev.phantom.sandbox.aws.Generator.Generated;
import dev.phantom.sandbox.aws.Generator.Model;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.stack.ValueJson;
import dev.phantom.stack.file.LiveStateReader;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A stack whose live state is told twice: as it is, and by a generated template with everything that the IaC Generator
/// adds to it. What the second says more is a lie.
///
/// @param physicalIds by logical id
/// @param models      what runs
record GeneratedCase(
        StackId id,
        String file,
        String safe,
        Map<String, String> physicalIds,
        List<ParameterValue> parameters,
        Map<String, String> tags,
        List<Model> models) {

    private static final LiveStateReader READER =
            new LiveStateReader(List.of(new CloudFormation()), Known.TYPES::identifiers);
    private static final DriftDetector DETECTOR =
            new DriftDetector(Known.EVERYWHERE, Mask.of("test"), IgnoreRules.NONE, LocalDate.of(2026, 1, 1));

    /// What came of it.
    ///
    /// @param lies    confirmed only by what was generated
    /// @param told    confirmed both ways
    /// @param patches templates that a patch would leave
    /// @param stained of these, with something in it that only the generated template knows
    record Tally(
            int resources,
            int told,
            List<String> lies,
            int patches,
            List<String> stained,
            Map<String, Integer> planted) {
        static final Tally NONE = new Tally(0, 0, List.of(), 0, List.of(), Map.of());

        Tally plus(Tally other) {
            var all = new TreeMap<>(planted);
            other.planted.forEach((kind, n) -> all.merge(kind, n, Integer::sum));
            return new Tally(
                    resources + other.resources,
                    told + other.told,
                    joined(lies, other.lies),
                    patches + other.patches,
                    joined(stained, other.stained),
                    all);
        }

        private static List<String> joined(List<String> a, List<String> b) {
            return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
        }

        String row(String title) {
            return "| %s | %d | %s | %d | %d | %d | %d |\n"
                    .formatted(title, resources, planted, told, lies.size(), patches, stained.size());
        }
    }

    /// Without an earlier look, and with one: another generated template of the same.
    Tally look(Random random) {
        var now = Generator.of(id.account(), id.region(), models, random.nextBoolean(), random);
        var then = Generator.of(id.account(), id.region(), models, random.nextBoolean(), random);
        var plain = confirmed(detect(plain(), null));
        var report = detect(read(now), null);
        var seen = confirmed(report);
        var lies = new TreeSet<>(confirmed(detect(read(now), read(then))));
        lies.addAll(seen);
        lies.removeAll(plain);
        seen.retainAll(plain);
        int patches = 0;
        var stained = new TreeSet<String>();
        for (var drift : report.drifts()) {
            var patched = patched(drift);
            if (!patched.isEmpty()) {
                patches++;
                stains(patched, now, drift).forEach(s -> stained.add(drift.type() + " " + s));
            }
        }
        return new Tally(models.size(), seen.size(), List.copyOf(lies), patches, List.copyOf(stained), now.planted());
    }

    private LiveState plain() {
        var resources = models.stream()
                .map(m -> new LiveResource(
                        "",
                        m.physicalId(),
                        m.type(),
                        m.identifier(),
                        (MapValue) value(m.properties()),
                        LiveResource.Provenance.FILE,
                        LiveResource.Status.READ,
                        ""))
                .toList();
        return new LiveState(id, "", LiveState.Source.FILE, null, resources, List.of());
    }

    private static Value value(JsonNode json) {
        try {
            return ValueJson.parse(json.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LiveState read(Generated generated) {
        return READER.read("live", generated.text(), generated.described());
    }

    private DriftReport detect(LiveState live, @Nullable LiveState earlier) {
        var mapping = new LinkedHashMap<String, StackResource>();
        physicalIds.forEach(
                (logicalId, physicalId) -> mapping.put(logicalId, new StackResource(logicalId, physicalId, "", "")));
        var template = new CloudFormation().read(file, safe);
        return DETECTOR.detect(new States(
                        id,
                        new SafeState(SafeState.Source.FILE, "", "", file, template, Map.of(), parameters),
                        new DeployedState(id, "", "", null, null, parameters, tags, mapping, Map.of(), null),
                        live,
                        earlier == null ? Baseline.none(id) : new Baseline(id, null, earlier.resources())))
                .report();
    }

    private static Set<String> confirmed(DriftReport report) {
        var all = new TreeSet<String>();
        for (var drift : report.drifts()) {
            for (var change : drift.changes()) {
                if (change.circumstances().confirmed()) {
                    // AWS's own tags are not generated, so that indexes of tags differ
                    var place = change.path().toString().replaceAll("/\\d+(?=/|$)", "/*");
                    all.add(drift.type() + " " + drift.logicalId() + " " + change.kind() + " " + place);
                }
            }
        }
        return all;
    }

    private String patched(Drift drift) {
        var context = new EvaluationContext(Map.of(), Pseudo.UNKNOWN, Map.of(), References.NONE);
        var base = new PatchBase(
                id,
                "c0ffee",
                new Workspace(file, Map.of(file, safe), new CloudFormation()),
                new StackView("stack", List.of(), context),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
        return PatchPlanner.plan(base, List.of(new Decision(drift, new Verdict.Legitimize(Opinions.SURE))))
                        instanceof PatchPlan.Planned planned
                ? planned.after().text(file)
                : "";
    }

    /// Names that were made up, and properties that say nothing or are not real, where the template had none.
    private Set<String> stains(String patched, Generated generated, Drift drift) {
        var found = new TreeSet<String>();
        for (var name : generated.madeUp()) {
            if (patched.contains(name) && !safe.contains(name)) {
                found.add("name " + name);
            }
        }
        var spare = Idle.of(drift.type(), id.account(), true);
        var any = Idle.of(drift.type(), id.account(), false);
        var real = new HashSet<String>();
        models.stream()
                .filter(m -> m.type().equals(drift.type()))
                .forEach(m -> real.addAll(any.in(value(m.properties())).keySet()));
        var before = properties(safe, drift);
        var after = properties(patched, drift);
        spare.added(before, after).forEach((place, paths) -> {
            if (!paths.stream().allMatch(path -> Idle.chooses(drift.type(), after, path))) {
                found.add("idle " + place);
            }
        });
        any.added(before, after).keySet().stream()
                .filter(place -> !real.contains(place))
                .forEach(place -> found.add("invented " + place));
        if (patched.contains("VpcEndpointId") && !safe.contains("VpcEndpointId")) {
            found.add("VpcEndpointId");
        }
        assertThat(patched).doesNotContain("AWSToolsMetrics").doesNotContain("generatedTemplate/");
        return found;
    }

    private Value properties(String text, Drift drift) {
        return ModelEdit.find(
                        new CloudFormation().read(file, text).document(),
                        PropertyPath.of("Resources", drift.logicalId(), "Properties"))
                .orElse(MapValue.EMPTY);
    }
}
