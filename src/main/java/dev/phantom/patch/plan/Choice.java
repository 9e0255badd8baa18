package dev.phantom.patch.plan;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.patch.Effects;
import dev.phantom.patch.Effects.Effect;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.Minimal.Step;
import dev.phantom.value.Edit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Chooses the edit of least surprise for one step: one that moves this property of this stack and nothing else.
record Choice(PatchBase base, Workspace files, PropertyEdits candidates, String logicalId) {

    /// @throws PhantomException PATCH_MOVES_OTHERS naming who would move; else why no edit was possible
    PropertyEdit of(Step step) {
        List<Supplier<Optional<PropertyEdit>>> ways = List.of(
                () -> inParameterFile(step),
                () -> Optional.of(candidates.atOrigin(step.path(), step.action())),
                () -> Optional.of(candidates.inPlace(step.path(), step.action())));
        PhantomException first = null;
        for (var way : ways) {
            try {
                Optional<PropertyEdit> candidate = way.get();
                if (candidate.isPresent()) {
                    List<String> moved = moved(candidate.get(), step);
                    if (moved.isEmpty()) {
                        return candidate.get();
                    }
                    throw new PhantomException(
                            Code.PATCH_MOVES_OTHERS,
                            "an edit of " + candidate.get().where() + " would also move "
                                    + String.join(", ", moved.subList(0, Math.min(5, moved.size()))));
                }
            } catch (PhantomException e) {
                first = first == null ? e : first;
            }
        }
        throw first != null ? first : new PhantomException(Code.PATCH_REFUSED, "no edit was found for " + step.path());
    }

    /// What else the candidate would move, by name.
    private List<String> moved(PropertyEdit candidate, Step step) {
        Workspace after = candidate.applied(files);
        List<String> moved = new ArrayList<>();
        for (Effect effect : Effects.between(files.evaluate(base.own()), after.evaluate(base.own()))) {
            boolean owned = effect.owner().equals(logicalId)
                    && (effect.property().startsWith(step.path()) || step.path().startsWith(effect.property()))
                    && !effect.property().isRoot();
            if (!owned) {
                moved.add(effect.toString());
            }
        }
        // what cannot be evaluated here could move unseen
        if (isShared(candidate)) {
            moved.addAll(candidate.alsoChanges().stream()
                    .filter(a -> a.contains(" is also read by "))
                    .toList());
        }
        for (StackView other : base.others()) {
            for (Effect effect : Effects.between(files.evaluate(other), after.evaluate(other))) {
                moved.add("stack " + other.name() + " (" + effect + ")");
            }
        }
        return moved;
    }

    private static boolean isShared(PropertyEdit candidate) {
        return switch (candidate.origin().kind()) {
            case PARAMETER_DEFAULT, PARAMETER_FILE, MAPPING -> true;
            case LITERAL, CONDITION, TRANSFORM, ABSENT -> false;
        };
    }

    private Optional<PropertyEdit> inParameterFile(Step step) {
        if (base.own().parameterFiles().isEmpty()) {
            return Optional.empty();
        }
        String file = base.own().parameterFiles().getLast();
        return candidates.inParameterFile(
                step.path(), step.action(), file, (name, value) -> addition(file, files.text(file), name, value));
    }

    /// In the shape that the file has.
    private static Optional<Edit> addition(String file, String text, String name, Scalar value) {
        SourceNode root = DocumentReader.nodes(file, text);
        ParameterFile.read(file, text);
        return switch (root) {
            case SourceNode.SequenceNode s -> {
                boolean pairs = !s.items().isEmpty() && s.items().getFirst() instanceof SourceNode.ScalarNode;
                Map<String, Value> entry = new LinkedHashMap<>();
                entry.put("ParameterKey", Value.string(name));
                entry.put("ParameterValue", Value.string(value.text()));
                yield Optional.of(new Edit.Append(
                        PropertyPath.ROOT, pairs ? Value.string(name + "=" + value.text()) : new MapValue(entry)));
            }
            case SourceNode.MappingNode m -> {
                boolean nested = root.at(PropertyPath.of("Parameters")).isPresent();
                yield Optional.of(new Edit.Put(
                        nested ? PropertyPath.of("Parameters", name) : PropertyPath.of(name),
                        Value.string(value.text())));
            }
            case SourceNode.ScalarNode s -> Optional.empty();
            case SourceNode.AliasNode a -> Optional.empty();
        };
    }
}
