package dev.phantom.run.days;

import dev.phantom.iac.Definition;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One stack as CloudFormation and AWS have it. A deployment writes the properties that its template changes, and no
/// others; what it does not touch stays as somebody left it.
final class DaysStack {

    static final String ACCOUNT = "111122223333";

    /// What runs of one resource.
    static final class Running {
        final String physicalId;
        final String type;
        final Map<String, Value> properties = new LinkedHashMap<>();
        /// By place.
        final Map<String, Episode> episodes = new LinkedHashMap<>();
        /// What an undeclared property was before somebody changed it.
        final Map<String, Value> before = new LinkedHashMap<>();
        Instant touched;

        Running(String physicalId, String type, Instant touched) {
            this.physicalId = physicalId;
            this.type = type;
            this.touched = touched;
        }
    }

    final Stack stack;
    final Map<String, Running> running = new LinkedHashMap<>();
    private String text;
    private Definition definition;
    private Instant updated;
    private int made;

    DaysStack(String name, Stack.Mode mode, String text, Instant now) {
        this.stack = new Stack(
                new StackId(ACCOUNT, "us-east-1", name), "prod", "stacks/" + name + ".yaml", List.of(), "", "", mode);
        this.text = text;
        this.definition = read(text);
        this.updated = now;
        anew(now);
    }

    private Definition read(String template) {
        return new CloudFormation().read(stack.template(), template);
    }

    String name() {
        return stack.id().name();
    }

    MapValue declared(String resource) {
        var there = definition.resources().get(resource);
        return there == null ? MapValue.EMPTY : there.properties();
    }

    /// Deleted and made again from what is deployed.
    void anew(Instant now) {
        running.values().forEach(DaysStack::ended);
        running.clear();
        definition.resources().values().forEach(r -> running.put(r.logicalId(), made(r.logicalId(), now)));
        updated = now;
    }

    private Running made(String logicalId, Instant now) {
        var resource = definition.resources().get(logicalId);
        var fresh = new Running(
                (logicalId + "-" + name() + "-" + ++made).toLowerCase(java.util.Locale.ROOT), resource.type(), now);
        DaysTemplates.defaults(resource.type()).forEach(fresh.properties::put);
        fresh.properties.putAll(resource.properties().entries());
        return fresh;
    }

    private static void ended(Running gone) {
        gone.episodes.values().forEach(episode -> episode.over = true);
        gone.episodes.clear();
    }

    /// What the base branch says now is deployed.
    void deploy(String template, Instant now) {
        var before = definition;
        definition = read(template);
        text = template;
        updated = now;
        for (var id : List.copyOf(running.keySet())) {
            if (!definition.resources().containsKey(id)) {
                ended(running.remove(id));
            }
        }
        definition.resources().forEach((id, resource) -> {
            var there = running.get(id);
            if (there == null) {
                running.put(id, made(id, now));
                return;
            }
            var old = before.resources().get(id).properties().entries();
            var keys = new ArrayList<>(resource.properties().entries().keySet());
            old.keySet().stream().filter(k -> !keys.contains(k)).forEach(keys::add);
            for (var key : keys) {
                var value = resource.properties().get(key);
                if (!java.util.Objects.equals(old.get(key), value)) {
                    set(there, key, value);
                    there.touched = now;
                }
            }
        });
    }

    /// As CloudFormation, or whoever reverts it, sets a property.
    void set(Running there, String key, Value value) {
        there.episodes.entrySet().removeIf(e -> {
            var of = e.getKey().equals(key) || e.getKey().startsWith(key + "#");
            e.getValue().over |= of;
            return of;
        });
        there.before.remove(key);
        if (value == null) {
            there.properties.remove(key);
        } else {
            there.properties.put(key, value);
        }
    }

    DeployedState deployed() {
        var rows = new LinkedHashMap<String, StackResource>();
        running.forEach(
                (id, r) -> rows.put(id, new StackResource(id, r.physicalId, r.type, "UPDATE_COMPLETE", r.touched)));
        return new DeployedState(
                stack.id(), "", "UPDATE_COMPLETE", definition, null, List.of(), Map.of(), rows, Map.of(), updated);
    }

    String text() {
        return text;
    }

    List<LiveResource> live(String unread) {
        return running.entrySet().stream()
                .map(e -> new LiveResource(
                        e.getKey(),
                        e.getValue().physicalId,
                        e.getValue().type,
                        Map.of(),
                        new MapValue(e.getValue().properties),
                        LiveResource.Provenance.FILE,
                        e.getKey().equals(unread) ? LiveResource.Status.FAILED : LiveResource.Status.READ,
                        ""))
                .toList();
    }

    List<Episode> episodes() {
        return running.values().stream()
                .flatMap(r -> r.episodes.values().stream())
                .toList();
    }
}
