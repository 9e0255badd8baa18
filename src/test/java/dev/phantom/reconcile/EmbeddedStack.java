package dev.phantom.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.aws.CloudControlUpdates;
import dev.phantom.aws.CloudFormationChangeSets;
import dev.phantom.aws.CloudFormationDeployedState;
import dev.phantom.aws.live.CloudFormationLiveState;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Definition;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSets;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.LiveStateSource;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.ResourceUpdates;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One stack in an embedded AWS: what people do to it, what Phantom finds, and what `reconcile apply` does.
final class EmbeddedStack {

    private static final ObjectMapper JSON = new ObjectMapper();

    final StackId id;
    final DriftDetector detector =
            new DriftDetector(Known.EVERYWHERE, Mask.of(""), IgnoreRules.NONE, LocalDate.parse("2026-11-22"));
    private final EmbeddedStacks world;

    /// What ran at the last moment before a change set was executed, or before [#apply] where none was.
    Map<String, JsonNode> before = Map.of();

    private List<String> changeSets = List.of();

    private final @Nullable LiveStateSource shown;

    EmbeddedStack(EmbeddedStacks world, EmbeddedStacks.Laid laid) {
        this(world, laid, null);
    }

    private EmbeddedStack(EmbeddedStacks world, EmbeddedStacks.Laid laid, @Nullable LiveStateSource shown) {
        this.world = world;
        this.id = laid.id();
        this.shown = shown;
    }

    /// What runs is looked at without a call for each resource.
    static EmbeddedStack quick(EmbeddedStacks world, EmbeddedStacks.Laid laid) {
        return new EmbeddedStack(world, laid, (told, others, progress) -> laid.live(world.aws.running(laid.name())));
    }

    void console(String logicalId, String path, String json) {
        try {
            world.aws.change(id.name(), logicalId, path.substring(1), JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void become(String logicalId, ObjectNode properties) {
        world.aws.become(id.name(), logicalId, properties);
    }

    /// As it was deployed.
    void renew() {
        world.aws.renew(id.name());
    }

    Map<String, JsonNode> running() {
        return world.aws.running(id.name());
    }

    /// What a drift-aware change set on the deployed template would change; a row that changes nothing is none.
    Set<String> listed() {
        var changeSets = new CloudFormationChangeSets(world.clients, InstantSource.system());
        return changeSets
                .create(new ChangeSets.Request(id, Optional.empty(), Map.of(), true, "look"), line -> {})
                .rows()
                .stream()
                .filter(r -> r.cells().isEmpty()
                        || r.cells().stream().anyMatch(c -> !c.before().equals(c.after())))
                .map(ChangeSet.Row::logicalId)
                .collect(Collectors.toSet());
    }

    /// Whether [#apply] left a change set behind.
    boolean leavesChangeSets() {
        return !world.aws.changeSets().equals(changeSets);
    }

    /// The deployed template, as it was written.
    String told() {
        var original = deployed().read(id).original();
        return original == null ? "" : original.text();
    }

    LiveState read() {
        return live().read(deployed().read(id), line -> {});
    }

    List<Drift> drifts() {
        return detect(Baseline.none(id)).report().drifts();
    }

    Detection detect(Baseline earlier) {
        return detect(earlier, deployed().read(id).effective().orElseThrow());
    }

    /// @param repository what the repository says, deployed or not
    Detection detect(Baseline earlier, String repository) {
        return detect(earlier, new CloudFormation().read("template", repository));
    }

    private Detection detect(Baseline earlier, Definition repository) {
        var told = deployed().read(id);
        var safe = new SafeState(
                SafeState.Source.FOLDER, "", "c0ffee", "template", repository, Map.of(), told.parameters());
        return detector.detect(new States(id, safe, told, live().read(told, line -> {}), earlier));
    }

    /// As people merge them: through the text of the files.
    Approval approve(List<Drift> drifts) {
        return Approval.of(drifts.stream()
                .map(d -> ReconcileRecord.of(id, "c0ffee", d, Known.TYPES))
                .map(r -> RecordReader.read(r.path(), r.text()))
                .toList());
    }

    Reconciliation apply(Approval approval) {
        return apply(approval, () -> {});
    }

    /// @param meanwhile happens after the change set is made and before it is executed
    Reconciliation apply(Approval approval, Runnable meanwhile) {
        before = running();
        changeSets = world.aws.changeSets();
        return reconciler(() -> {
                    meanwhile.run();
                    before = running();
                })
                .apply(approval);
    }

    /// By Cloud Control, where every finding is grave.
    ///
    /// @param meanwhile happens after the last look and before the update
    Reconciliation update(Approval approval, Reconciliation.Blocked first, Runnable meanwhile) {
        before = running();
        var real = new CloudControlUpdates(world.clients, InstantSource.system());
        var moving = new ResourceUpdates() {
            @Override
            public MapValue read(StackId stack, String type, String identifier) {
                return real.read(stack, type, identifier);
            }

            @Override
            public void update(Request request, Progress progress) {
                meanwhile.run();
                before = running();
                real.update(request, progress);
            }
        };
        return new ResourceReconciler(reconciler(() -> {}), moving, Known.TYPES, (detection, drift) -> true)
                .apply(approval, first);
    }

    ResourceReconciler updates(boolean grave) {
        return new ResourceReconciler(
                reconciler(() -> {}),
                new CloudControlUpdates(world.clients, InstantSource.system()),
                Known.TYPES,
                (detection, drift) -> grave);
    }

    Reconciliation plan(Approval approval) {
        return reconciler(() -> {}).plan(approval);
    }

    private Reconciler reconciler(Runnable meanwhile) {
        var real = new CloudFormationChangeSets(world.clients, InstantSource.system());
        var moving = new ChangeSets() {
            @Override
            public ChangeSet create(Request request, Progress progress) {
                var made = real.create(request, progress);
                meanwhile.run();
                return made;
            }

            @Override
            public ChangeSet describe(StackId stack, String changeSet) {
                return real.describe(stack, changeSet);
            }

            @Override
            public void execute(StackId stack, String changeSet, Progress progress) {
                real.execute(stack, changeSet, progress);
            }

            @Override
            public void delete(StackId stack, String changeSet) {
                real.delete(stack, changeSet);
            }
        };
        return new Reconciler(deployed(), live(), moving, detector, line -> {});
    }

    private CloudFormationDeployedState deployed() {
        return new CloudFormationDeployedState(world.clients, List.of(new CloudFormation()));
    }

    private LiveStateSource live() {
        return shown != null
                ? shown
                : new CloudFormationLiveState(
                        world.clients,
                        stack -> Known.TYPES,
                        LiveOptions.CHECK.withoutGenerator(),
                        InstantSource.system());
    }
}
