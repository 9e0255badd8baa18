package dev.phantom.patch.prove;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.fact.Needed;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.value.DocumentDiff;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Holds what the patch writes against AWS's resource schemas: enums, no property that only AWS sets,
/// and none gone or left out that a template must give, always or beside what it gives (`Needed`).
final class SchemaCheck {
    private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");

    private SchemaCheck() {}

    static Line check(PatchBase base, Planned plan, List<Decision> decisions) {
        var before = base.files().evaluate(base.own());
        var after = plan.after().evaluate(base.own());
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Decision decision : decisions) {
            var facts = base.knowledge().schema(decision.drift().type());
            var right = after.resources().get(decision.drift().logicalId());
            if (facts.isEmpty() || right == null) {
                continue;
            }
            var resource = before.resources().get(decision.drift().logicalId());
            var left = resource == null ? MapValue.EMPTY : resource.properties();
            for (PropertyPath path : DocumentDiff.between(left, right.properties())) {
                checked++;
                var known = problems(facts.get(), left, path);
                problems(facts.get(), right.properties(), path).forEach((place, problem) -> {
                    if (!known.containsKey(place)) {
                        wrong.add(problem);
                    }
                });
            }
            var needed = base.knowledge().facts(decision.drift().type()).all(Needed.class);
            var lacking = new ArrayList<>(Needs.lacking(needed, right.properties()));
            lacking.removeAll(Needs.lacking(needed, left));
            wrong.addAll(lacking);
        }
        if (checked == 0) {
            return new Line(Check.SCHEMA, Result.SKIPPED, "no edited property is covered by a known schema");
        }
        return wrong.isEmpty()
                ? new Line(
                        Check.SCHEMA,
                        Result.PASS,
                        (checked == 1 ? "1 edited property conforms" : checked + " edited properties conform")
                                + " to AWS's schema")
                : new Line(Check.SCHEMA, Result.FAIL, String.join("; ", wrong));
    }

    /// What does not fit at the path and below it, by place and kind; indexes move and do not count.
    private static Map<String, String> problems(TypeFacts facts, MapValue properties, PropertyPath path) {
        Map<String, String> found = new LinkedHashMap<>();
        var value = ModelEdit.find(properties, path);
        if (value.isPresent()) {
            walk(facts, value.get().settled(), path, found);
        } else if (!path.isRoot()
                && facts.at(path.parent()).requires(path.last())
                && ModelEdit.find(properties, path.parent()).isPresent()) {
            add(path, " is required", found);
        }
        return found;
    }

    private static void walk(TypeFacts facts, Value value, PropertyPath path, Map<String, String> found) {
        if (facts.isReadOnly(path)) {
            add(path, " is set by AWS only", found);
        }
        switch (value) {
            case Scalar s -> {
                var choices = facts.choicesAt(path);
                if (!choices.isEmpty() && !choices.contains(s.text())) {
                    add(path, " does not allow '" + s.text() + "'", found);
                }
            }
            case MapValue map -> {
                var node = facts.at(path);
                node.properties().stream()
                        .filter(name -> node.requires(name) && map.get(name) == null)
                        .forEach(name -> add(path.child(name), " is required", found));
                map.entries().forEach((key, item) -> walk(facts, item.settled(), path.child(key), found));
            }
            case ListValue list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    walk(facts, list.items().get(i).settled(), path.child(i), found);
                }
            }
            case Intrinsic i -> {} // nobody knows what it gives
            case Reference r -> {}
            case Unknown u -> {}
            case Sensitive s -> {}
        }
    }

    private static void add(PropertyPath path, String problem, Map<String, String> found) {
        found.putIfAbsent(INDEX.matcher(path.toString()).replaceAll("/*") + problem, path + problem);
    }
}
