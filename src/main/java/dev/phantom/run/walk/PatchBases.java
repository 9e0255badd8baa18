package dev.phantom.run.walk;

import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.StackValues;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What patches are planned on, stack by stack: its files as it sees them, and every other stack that the same files
/// could move.
final class PatchBases {

    private final SafeStateSource safe;
    private final Knowledge knowledge;
    private final Map<StackId, List<Stack>> written = new ConcurrentHashMap<>();

    PatchBases(SafeStateSource safe, Knowledge knowledge) {
        this.safe = safe;
        this.knowledge = knowledge;
    }

    PatchBase of(Stack stack, StacksSharingTemplate around, States states, Detection detection) {
        var partners = new LinkedHashMap<String, LiveResource>();
        detection.models().forEach((logicalId, model) -> partners.put(logicalId, model.live()));
        var own = new StackView(
                stack.id().name(),
                stack.parameters(),
                new StackValues(stack.id(), states.deployed().withoutTemplates(), knowledge.facts())
                        .context(states.safe().template(), states.safe().parameters(), partners));
        var modules = states.plan() == null ? Map.<Stack, SafeState>of() : modules(stack, around, states.safe());
        var texts = new LinkedHashMap<>(states.safe().files());
        modules.values().forEach(other -> other.files().forEach(texts::putIfAbsent));
        return new PatchBase(
                stack.id(),
                states.safe().commit(),
                new Workspace(
                        states.safe().path(), texts, states.safe().template().format()),
                own,
                all(around).stream()
                        .filter(other -> shares(stack, other) || modules.containsKey(other))
                        .map(other -> view(other, around.nest()))
                        .toList(),
                owned(partners),
                knowledge.of(stack.id()),
                detection.secrets());
    }

    /// Those configured, those of the stack's own nest, and those that the templates of others nest.
    private List<Stack> all(StacksSharingTemplate around) {
        var all = new LinkedHashMap<StackId, Stack>();
        around.nest().forEach(m -> all.put(m.stack().id(), m.stack()));
        around.configured().forEach(s -> {
            all.putIfAbsent(s.id(), s);
            if (!around.isRoot(s.id())) {
                written.computeIfAbsent(s.id(), id -> NestedStacks.written(s, safe))
                        .forEach(n -> all.putIfAbsent(n.id(), n));
            }
        });
        return List.copyOf(all.values());
    }

    /// The other root modules that are made of some of the same files.
    private Map<Stack, SafeState> modules(Stack stack, StacksSharingTemplate around, SafeState own) {
        var found = new LinkedHashMap<Stack, SafeState>();
        for (var other : around.configured()) {
            if (other.planned() != null
                    && !other.id().equals(stack.id())
                    && !other.template().equals(stack.template())) {
                try {
                    var state = safe.read(other);
                    if (!Collections.disjoint(
                            state.files().keySet(), own.files().keySet())) {
                        found.put(other, state);
                    }
                } catch (PhantomException e) {
                    // its own walk says why it cannot be read
                }
            }
        }
        return found;
    }

    private static boolean shares(Stack stack, Stack other) {
        return !other.id().equals(stack.id())
                && (other.template().equals(stack.template())
                        || other.parameters().stream().anyMatch(stack.parameters()::contains));
    }

    private StackView view(Stack other, List<NestedStacks.Member> nest) {
        var member =
                nest.stream().filter(m -> m.stack().id().equals(other.id())).findFirst();
        if (member.isPresent()) {
            return new StackView(
                    other.id().name(), other.parameters(), member.get().context(knowledge.facts()));
        }
        try {
            var state = safe.read(other);
            var values = new StackValues(other.id(), DeployedState.unknown(other.id()), knowledge.facts());
            return new StackView(
                    other.id().name(),
                    other.parameters(),
                    values.context(state.template(), state.parameters(), Map.of()),
                    other.planned() == null ? "" : other.template());
        } catch (PhantomException e) {
            var values = new StackValues(other.id(), DeployedState.unknown(other.id()), knowledge.facts());
            return new StackView(other.id().name(), other.parameters(), values.context(List.of(), Map.of()));
        }
    }

    private static Map<String, Value.Reference> owned(Map<String, LiveResource> partners) {
        var owned = new LinkedHashMap<String, Value.Reference>();
        partners.forEach((logicalId, live) -> {
            if (live.physicalId().length() > 3) {
                owned.putIfAbsent(
                        live.physicalId(), new Value.Reference(logicalId, "", Value.string(live.physicalId())));
            }
            if (live.properties().get("Arn") instanceof Value.Scalar arn) {
                owned.putIfAbsent(arn.text(), new Value.Reference(logicalId, "Arn", arn));
            }
        });
        return owned;
    }
}
