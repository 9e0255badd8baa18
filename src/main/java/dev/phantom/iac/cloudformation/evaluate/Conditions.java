package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Unknown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides conditions. One unknown part does not hide a decision that the others make.
final class Conditions {
    private final Evaluation evaluation;
    private final MapValue section;
    private final Map<String, Value> decided = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Conditions(Evaluation evaluation, MapValue section) {
        this.evaluation = evaluation;
        this.section = section;
    }

    /// The condition of this name.
    Value named(String name) {
        Value known = decided.get(name);
        if (known != null) {
            return known;
        }
        Value body = section.get(name);
        if (body == null) {
            return new Unknown("condition " + name + " does not exist");
        }
        if (!open.add(name)) {
            return new Unknown("the condition " + name + " refers to itself");
        }
        Value truth = evaluation.budget().part(() -> entered(body));
        open.remove(name);
        decided.put(name, truth);
        return truth;
    }

    /// A condition that names another one nests as a function does.
    private Value entered(Value body) {
        var budget = evaluation.budget();
        try {
            return budget.enter() ? decide(body) : budget.refusal();
        } finally {
            budget.leave();
        }
    }

    Value decide(Value body) {
        return switch (body) {
            case Intrinsic i -> function(i);
            case Scalar s when Truth.isTrue(s) || Truth.isFalse(s) -> s;
            case Unknown u -> u;
            case Scalar s -> new Unknown("'" + s.text() + "' is not a condition");
            case MapValue m -> new Unknown("a map is not a condition");
            case ListValue l -> new Unknown("a list is not a condition");
            case Value.Sensitive s -> new Unknown("a secret is not a condition", true);
            case Value.Reference r -> decide(r.known());
        };
    }

    private Value function(Intrinsic call) {
        return switch (call.name()) {
            case "Condition" -> call.argument() instanceof Scalar s ? named(s.text()) : unknown(call);
            case "Fn::Equals" -> equal(call);
            case "Fn::And" -> each(call, Truth.FALSE);
            case "Fn::Or" -> each(call, Truth.TRUE);
            case "Fn::Not" -> not(call);
            default -> decide(evaluation.value(call) instanceof Scalar s ? s : unknown(call));
        };
    }

    private Value equal(Intrinsic call) {
        if (!(call.argument() instanceof ListValue(List<Value> items)) || items.size() != 2) {
            return unknown(call);
        }
        Value left = evaluation.value(items.get(0)).settled();
        Value right = evaluation.value(items.get(1)).settled();
        if (left instanceof Unknown) {
            return left;
        }
        if (right instanceof Unknown) {
            return right;
        }
        return evaluation.budget().makes(EvaluationBudget.size(left), 0)
                ? Truth.of(TextValues.equal(left, right))
                : evaluation.budget().refusal();
    }

    /// `And` ends with the first false, `Or` with the first true; else one unknown makes it unknown.
    private Value each(Intrinsic call, Value decisive) {
        if (!(call.argument() instanceof ListValue(List<Value> items))) {
            return unknown(call);
        }
        Value doubt = null;
        for (Value item : items) {
            Value truth = decide(item);
            if (Truth.isTrue(decisive) ? Truth.isTrue(truth) : Truth.isFalse(truth)) {
                return decisive;
            }
            doubt = truth instanceof Unknown && doubt == null ? truth : doubt;
        }
        return doubt != null ? doubt : Truth.of(Truth.isFalse(decisive));
    }

    private Value not(Intrinsic call) {
        Value inner = call.argument() instanceof ListValue(List<Value> items) && items.size() == 1
                ? items.getFirst()
                : call.argument();
        Value truth = decide(inner);
        return truth instanceof Unknown ? truth : Truth.of(Truth.isFalse(truth));
    }

    private static Unknown unknown(Intrinsic call) {
        return new Unknown("the condition " + call.name() + " cannot be evaluated here");
    }
}
