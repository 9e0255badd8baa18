package dev.phantom.patch.prove;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Origin;
import dev.phantom.patch.Effects;
import dev.phantom.patch.Effects.Effect;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.value.Counterpart;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The comparison once more where only its own engine can make it: what was found is held against what the patched
/// files declare. A change is gone when they say what runs; whatever else they say otherwise than before is new.
///
/// @param found what the engine found
/// @param owned the drifts that the patch is for
public record DeclaredRediff(PatchBase base, DriftReport found, List<Drift> owned) implements PatchGate.Rediff {

    public DeclaredRediff {
        owned = List.copyOf(owned);
    }

    @Override
    public DriftReport compare(Workspace files, StackView stack) {
        var before = base.files().evaluate(base.own());
        var after = files.evaluate(stack);
        List<Drift> left = new ArrayList<>();
        for (Drift drift : found.drifts()) {
            remaining(drift, after).ifPresent(left::add);
        }
        for (Effect effect : Effects.between(before, after)) {
            if (owned.stream().noneMatch(d -> explains(d, effect, before, after))) {
                left.add(stray(effect));
            }
        }
        return found.with(left);
    }

    private static Optional<Drift> remaining(Drift drift, Declaration after) {
        var declared = after.resources().get(drift.logicalId());
        if (drift.status() != Drift.Status.MODIFIED || declared == null) {
            return declared == null && drift.status() == Drift.Status.DELETED ? Optional.empty() : Optional.of(drift);
        }
        var open = drift.changes().stream()
                .filter(change -> !isSettled(drift, change, declared.properties()))
                .toList();
        return open.isEmpty() ? Optional.empty() : Optional.of(drift.with(open));
    }

    private static boolean isSettled(Drift drift, Change change, MapValue after) {
        return switch (change) {
            case Change.NotEqual n -> says(drift, n.actualPath(), n.actual(), after);
            case Change.Add a -> says(drift, a.path(), a.actual(), after);
            case Change.Remove r ->
                Counterpart.of(drift.expected(), after, r.path())
                        .flatMap(path -> ModelEdit.find(after, path))
                        .filter(value -> value.settled() instanceof MapValue m
                                        && m.entries().isEmpty()
                                || Counterpart.covers(value, r.expected(), JsonMeaning::same)
                                || !isElement(r.path()))
                        .isEmpty();
        };
    }

    private static boolean isElement(PropertyPath path) {
        return PropertyPath.index(path.last()) >= 0;
    }

    private static boolean says(Drift drift, PropertyPath path, Value actual, MapValue after) {
        return Counterpart.of(drift.actual(), after, path)
                .flatMap(place -> ModelEdit.find(after, place))
                .filter(value -> !(value.settled() instanceof Value.Unknown))
                .filter(value -> !(value instanceof MapValue m && m.entries().isEmpty()))
                .filter(value -> Counterpart.covers(value, actual, JsonMeaning::same))
                .isPresent();
    }

    /// An effect on what a drift owns, which brings it nearer to what runs: an element more is one of live, an element
    /// less is none of it.
    private static boolean explains(Drift drift, Effect effect, Declaration before, Declaration after) {
        if (!drift.logicalId().equals(effect.owner())) {
            return false;
        }
        if (effect.property().isRoot()) {
            return drift.status() == Drift.Status.DELETED;
        }
        var was = before.resources().get(effect.owner());
        var is = after.resources().get(effect.owner());
        if (was == null || is == null) {
            return false;
        }
        var declared = was.properties();
        var now = is.properties();
        return drift.changes().stream()
                        .anyMatch(c -> place(drift, c, declared, now).overlaps(effect.property()))
                && nearer(drift, effect.property(), declared, now);
    }

    private static PropertyPath place(Drift drift, Change change, MapValue before, MapValue after) {
        return change instanceof Change.Add a
                ? Counterpart.of(drift.actual(), after, a.path()).orElse(a.path())
                : Counterpart.of(drift.expected(), before, change.path()).orElse(change.path());
    }

    private static boolean nearer(Drift drift, PropertyPath property, MapValue before, MapValue after) {
        for (int i = 1; i <= property.segments().size(); i++) {
            var place = new PropertyPath(property.segments().subList(0, i));
            if (!nearerHere(drift, place, before, after)) {
                return false;
            }
        }
        return true;
    }

    private static boolean nearerHere(Drift drift, PropertyPath place, MapValue before, MapValue after) {
        if (!(ModelEdit.find(before, place).orElse(MapValue.EMPTY) instanceof ListValue(List<Value> old))
                || !(ModelEdit.find(after, place).orElse(MapValue.EMPTY) instanceof ListValue(List<Value> now))) {
            return true;
        }
        var live = Counterpart.of(after, drift.actual(), place).flatMap(path -> ModelEdit.find(drift.actual(), path));
        return live.orElse(MapValue.EMPTY) instanceof ListValue(List<Value> running)
                && now.stream().filter(v -> !old.contains(v)).allMatch(v -> isAmong(v, running))
                && old.stream().filter(v -> !now.contains(v)).noneMatch(v -> isAmong(v, running));
    }

    private static boolean isAmong(Value value, List<Value> running) {
        return running.stream().anyMatch(r -> Counterpart.covers(value, r, JsonMeaning::same));
    }

    private static Drift stray(Effect effect) {
        Value unlike = Value.string("as before");
        var change = new Change.NotEqual(
                effect.property(), effect.property(), unlike, unlike, List.of(), Circumstances.declared(Origin.ABSENT));
        return Drift.unnamed(
                effect.owner(), "", "", Drift.Status.MODIFIED, List.of(change), MapValue.EMPTY, MapValue.EMPTY);
    }
}
