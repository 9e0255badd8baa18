package dev.phantom.iac.terraform.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The policy that `data "aws_iam_policy_document"` writes: each statement block is a statement; a list of one is the
/// one, others are in descending order, as the provider writes them.
record PolicyDocument(ModuleNames names, Instance data) {

    /// Where a statement's members are written: the name in the policy, by the name of the argument.
    static final Map<String, String> MEMBERS = Map.of(
            "sid",
            "Sid",
            "effect",
            "Effect",
            "actions",
            "Action",
            "not_actions",
            "NotAction",
            "resources",
            "Resource",
            "not_resources",
            "NotResource");

    Value json() {
        var body = new ResourceBody(names, data);
        var value = body.value();
        boolean merges = value.get("source_policy_documents") != null || value.get("override_policy_documents") != null;
        if (merges || !Values.isKnown(value)) {
            return Values.opaque(data.address() + ".json", List.of(value));
        }
        Map<String, Value> policy = new LinkedHashMap<>();
        policy.put("Version", value.get("version") instanceof Value v ? v : Value.string("2012-10-17"));
        if (value.get("policy_id") instanceof Value id) {
            policy.put("Id", id);
        }
        List<Value> statements = new ArrayList<>();
        if (value.get("statement") instanceof ListValue(List<Value> all)) {
            all.forEach(s -> statements.add(statement((MapValue) s)));
        }
        policy.put("Statement", new ListValue(statements));
        return Value.string(JsonEncoding.of(new MapValue(policy)));
    }

    private static Value statement(MapValue written) {
        Map<String, Value> made = new LinkedHashMap<>();
        made.put("Effect", Value.string("Allow"));
        MEMBERS.forEach((argument, name) -> {
            if (written.get(argument) instanceof Value v
                    && !(v instanceof Scalar s && s.text().isEmpty())) {
                made.put(name, one(v));
            }
        });
        principals(written, "principals", "Principal", made);
        principals(written, "not_principals", "NotPrincipal", made);
        if (written.get("condition") instanceof ListValue(List<Value> conditions) && !conditions.isEmpty()) {
            made.put("Condition", conditions(conditions));
        }
        return new MapValue(made);
    }

    private static void principals(MapValue written, String argument, String name, Map<String, Value> made) {
        if (written.get(argument) instanceof ListValue(List<Value> all) && !all.isEmpty()) {
            Map<String, Value> byType = new LinkedHashMap<>();
            all.forEach(p -> byType.put(text(p, "type"), one(member(p, "identifiers"))));
            boolean anybody = byType.size() == 1 && byType.containsKey("*");
            made.put(name, anybody ? Value.string("*") : new MapValue(byType));
        }
    }

    private static Value conditions(List<Value> conditions) {
        Map<String, Value> byTest = new LinkedHashMap<>();
        for (Value condition : conditions) {
            Map<String, Value> variables = new LinkedHashMap<>(
                    byTest.get(text(condition, "test")) instanceof MapValue m ? m.entries() : Map.of());
            variables.put(text(condition, "variable"), one(member(condition, "values")));
            byTest.put(text(condition, "test"), new MapValue(variables));
        }
        return new MapValue(byTest);
    }

    private static Value member(Value block, String name) {
        return block instanceof MapValue m && m.get(name) instanceof Value v ? v : Value.list();
    }

    private static String text(Value block, String name) {
        return Values.text(member(block, name)).orElse("");
    }

    private static Value one(Value value) {
        if (!(value instanceof ListValue(List<Value> items))) {
            return value;
        }
        return items.size() == 1
                ? items.getFirst()
                : new ListValue(items.stream()
                        .sorted(Comparator.comparing((Value v) -> Values.text(v).orElse(""))
                                .reversed())
                        .toList());
    }
}
