package dev.phantom.reconcile;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeFacts.Handler;
import dev.phantom.drift.detect.Detection;
import dev.phantom.patch.ReconcileRecord.Entry;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether Cloud Control may bring one resource back: it patches what it read, checks the whole model, and takes what
/// is absent for unchanged.
///
/// @param model of the resource on both sides
record ResourceConditions(String logicalId, TypeFacts type, Detection.Model model) {

    /// Why not; empty if it may.
    List<String> against(List<Entry> entries) {
        var reasons = new ArrayList<String>();
        if (!type.has(Handler.UPDATE)) {
            reasons.add(logicalId + ": " + type.type() + " has no update handler");
        }
        writeOnly(model.expected(), PropertyPath.ROOT)
                .ifPresent(path -> reasons.add(logicalId + " declares " + path
                        + ", which is never read back: Cloud Control patches what it read, and would lose it"));
        entries.forEach(entry -> reason(entry).ifPresent(reasons::add));
        return reasons;
    }

    private Optional<String> reason(Entry entry) {
        var place = entry.actualPath();
        for (var path = place; !path.isRoot(); path = path.parent()) {
            if (type.isCreateOnly(path) || type.isReadOnly(path)) {
                return Optional.of(logicalId + " " + entry.path() + ": " + path
                        + " cannot be changed after the resource is created");
            }
        }
        if (entry.expected().isEmpty() && !isElement(place)) {
            return Optional.of(logicalId + " " + entry.path()
                    + ": Cloud Control may take a property that is absent for unchanged, and no fact says that the handler"
                    + " resets it");
        }
        return Optional.empty();
    }

    private boolean isElement(PropertyPath place) {
        return ModelEdit.find(model.live().properties(), place.parent()).orElse(null) instanceof ListValue;
    }

    /// The first declared place whose value no read gives back.
    private Optional<PropertyPath> writeOnly(Value value, PropertyPath at) {
        if (!at.isRoot() && type.isWriteOnly(at)) {
            return Optional.of(at);
        }
        return switch (value.settled()) {
            case MapValue map ->
                map.entries().entrySet().stream()
                        .flatMap(e -> writeOnly(e.getValue(), at.child(e.getKey())).stream())
                        .findFirst();
            case ListValue list -> {
                for (var i = 0; i < list.items().size(); i++) {
                    var found = writeOnly(list.items().get(i), at.child(i));
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            case Value other -> Optional.empty();
        };
    }
}
