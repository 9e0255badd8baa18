package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.docs.JudgedTemplates;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.detect.Idle;
import dev.phantom.drift.detect.States;
import dev.phantom.iac.Shuffled;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every stack of every scenario, whatever its story is.
class ScenarioLawsTest {

    private static final long SEED = 20261122;
    private static int legitimized;

    static Stream<ScenarioStack> stacks() throws IOException {
        return ScenarioTest.scenarios().flatMap(ScenarioStack::of);
    }

    private static DriftReport report(ScenarioStack stack, States states) {
        return stack.detector().detect(states).report();
    }

    private static States live(States states, List<LiveResource> resources, List<LiveResource> unmanaged) {
        var live = states.live();
        return new States(
                states.id(),
                states.safe(),
                states.deployed(),
                new LiveState(live.id(), live.scanId(), live.source(), live.capturedAt(), resources, unmanaged),
                states.baseline());
    }

    private static LiveResource with(LiveResource live, MapValue properties) {
        return new LiveResource(
                live.logicalId(),
                live.physicalId(),
                live.type(),
                live.identifier(),
                properties,
                live.provenance(),
                live.status(),
                live.detail());
    }

    /// Live is what the template says: nothing has drifted.
    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void whatTheTemplateSaysIsNoDrift(ScenarioStack stack) {
        var states = stack.states();
        var models = stack.detector().detect(states).models().values();
        assertThat(models).isNotEmpty();
        var same = models.stream()
                .map(model -> with(model.live(), model.expected()))
                .toList();
        assertThat(report(stack, live(states, same, List.of())).drifts()).isEmpty();
    }

    /// The template says what is live: nothing has drifted.
    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void whatIsLiveIsNoDrift(ScenarioStack stack) {
        var states = stack.states();
        var resources = new LinkedHashMap<String, Value>();
        stack.detector().detect(states).models().forEach((logicalId, model) -> {
            var body = new LinkedHashMap<String, Value>();
            body.put("Type", Value.string(model.live().type()));
            body.put("Properties", declarable(model.live().properties()));
            resources.put(logicalId, new MapValue(body));
        });
        var document = new LinkedHashMap<String, Value>();
        document.put("Resources", new MapValue(resources));
        var told = stack.withTemplate(states, new MapValue(document));
        assertThat(report(stack, live(told, states.live().resources(), List.of()))
                        .drifts())
                .isEmpty();
    }

    /// CloudFormation takes no template that sets a tag of AWS's own.
    private static Value declarable(Value value) {
        return switch (value) {
            case MapValue map -> {
                var kept = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> kept.put(key, declarable(item)));
                yield new MapValue(kept);
            }
            case Value.ListValue list ->
                new Value.ListValue(list.items().stream()
                        .filter(item -> !(item instanceof MapValue tag
                                && tag.get("Key") instanceof Value.Scalar key
                                && key.text().startsWith("aws:")))
                        .map(ScenarioLawsTest::declarable)
                        .toList());
            case Value other -> other;
        };
    }

    /// The order of keys and of resources says nothing, on neither side.
    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void orderOfKeysSaysNothing(ScenarioStack stack) {
        var states = stack.states();
        var shuffled = new Shuffled(new Random(SEED));
        UnaryOperator<MapValue> keys = map -> (MapValue) shuffled.keys(map);
        var resources = states.live().resources().stream()
                .map(live -> with(live, keys.apply(live.properties())))
                .collect(Collectors.toList());
        java.util.Collections.shuffle(resources, new Random(SEED));
        var other = live(
                stack.withTemplate(states, keys.apply(states.safe().template().document())),
                resources,
                states.live().unmanaged());
        assertThat(told(report(stack, other))).as("seed %d", SEED).isEqualTo(told(report(stack, states)));
    }

    private static TreeSet<String> told(DriftReport report) {
        var all = new TreeSet<String>();
        report.drifts().forEach(d -> all.add(d.driftId() + " " + d.contentHash() + " " + d.status()));
        report.drifts().forEach(d -> d.changes().forEach(c -> all.add(d.logicalId() + c.kind() + c.path())));
        report.coverage().unchecked().forEach(u -> all.add(u.logicalId() + u.path() + u.reason()));
        Stream.of(report.inventory(), report.managed(), report.ignored())
                .flatMap(List<Listed>::stream)
                .forEach(l -> all.add(l.logicalId() + l.path() + l.kind() + l.reason()));
        all.add(report.coverage().compared() + " of " + report.coverage().resources());
        return all;
    }

    /// What is written into the repository as it runs is no drift any more, and nothing else changes; or no edit is
    /// made, for a reason that has a code.
    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void whatIsLegitimizedIsNoDriftAnyMore(ScenarioStack stack) {
        var states = stack.states();
        var before = report(stack, states);
        for (var drift : before.drifts()) {
            if (drift.status() != Drift.Status.MODIFIED) {
                continue;
            }
            var plan = PatchPlanner.plan(
                    stack.base(states), List.of(new PatchBase.Decision(drift, new Verdict.Legitimize(Opinions.SURE))));
            switch (plan) {
                case PatchPlan.Refused refused ->
                    assertThat(refused.reason().line()).startsWith("PH-PCH-");
                case PatchPlan.Planned planned -> {
                    var after = report(stack, stack.withFiles(states, planned.after()));
                    var left = after.drifts().stream()
                            .map(Drift::logicalId)
                            .filter(drift.logicalId()::equals)
                            .toList();
                    assertThat(left).as(drift.toString()).isEmpty();
                    assertThat(after.drifts()).hasSize(before.drifts().size() - 1);
                    assertThat(fillers(stack.base(states), planned, drift))
                            .as(drift.toString())
                            .isEmpty();
                    JudgedTemplates.keep(
                            "scenarios-legitimized",
                            new JudgedTemplates.Pair(
                                    stack + " " + drift.logicalId(),
                                    stack.base(states)
                                            .files()
                                            .text(planned.after().template()),
                                    planned.after().text(planned.after().template()),
                                    ""));
                    legitimized++;
                }
            }
        }
    }

    /// What the patch brings that AWS only echoes.
    private static Set<String> fillers(PatchBase base, PatchPlan.Planned planned, Drift drift) {
        return Idle.of(drift.type(), base.id().account(), true)
                .added(properties(base.files(), drift), properties(planned.after(), drift))
                .keySet();
    }

    private static Value properties(Workspace files, Drift drift) {
        var document = new CloudFormation()
                .read(files.template(), files.text(files.template()))
                .document();
        return ModelEdit.find(document, PropertyPath.of("Resources", drift.logicalId(), "Properties"))
                .orElse(MapValue.EMPTY);
    }

    @AfterAll
    static void someWere() {
        assertThat(legitimized).isGreaterThan(10);
    }
}
