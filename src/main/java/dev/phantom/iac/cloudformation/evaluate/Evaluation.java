package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.Intrinsics;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One evaluation: walks values and hands functions to those who know them.
final class Evaluation {
    /// Stands for `AWS::NoValue` until the collection around it drops it; compared by identity.
    static final Value NO_VALUE = new Unknown("AWS::NoValue");

    private final Template template;
    private final EvaluationContext context;
    private final Conditions conditions;
    private final ParameterValues parameters;
    private final Functions functions;

    Evaluation(Template template, EvaluationContext context) {
        this.template = template;
        this.context = context;
        this.conditions = new Conditions(this, template.section("Conditions"));
        this.parameters = new ParameterValues(template.section("Parameters"), context);
        this.functions = new Functions(this);
    }

    Template template() {
        return template;
    }

    Conditions conditions() {
        return conditions;
    }

    ParameterValues parameters() {
        return parameters;
    }

    References references() {
        return context.references();
    }

    Optional<String> imported(String export) {
        return Optional.ofNullable(context.imports().get(export));
    }

    /// The whole of `Properties`, which may be one function, `Ref: AWS::NoValue` or `Fn::If`; a resource whose
    /// properties are made by a macro has none that can be known.
    MapValue properties(MapValue properties) {
        Value evaluated = Intrinsics.of(properties).map(this::value).orElseGet(() -> map(properties));
        if (evaluated == NO_VALUE) {
            return MapValue.EMPTY;
        }
        return evaluated instanceof MapValue map ? map : unknownEach(properties);
    }

    private static MapValue unknownEach(MapValue properties) {
        Map<String, Value> all = new LinkedHashMap<>();
        properties.entries().keySet().forEach(key -> all.put(key, new Unknown("the properties are made by a macro")));
        return new MapValue(all);
    }

    /// A value without functions; may be [#NO_VALUE].
    Value value(Value value) {
        return switch (value) {
            case Scalar s -> TextValues.literal(s);
            case ListValue l -> list(l);
            case MapValue m -> map(m);
            case Intrinsic i -> functions.call(i);
            case Unknown u -> u;
            case Value.Sensitive s -> s;
            case Reference r -> r;
        };
    }

    private Value list(ListValue list) {
        List<Value> items = new ArrayList<>(list.items().size());
        boolean same = true;
        for (Value item : list.items()) {
            Value evaluated = value(item);
            same &= evaluated == item;
            if (evaluated != NO_VALUE) {
                items.add(evaluated);
            }
        }
        return same ? list : new ListValue(items);
    }

    private Value map(MapValue map) {
        List<Value> items = new ArrayList<>(map.entries().size());
        boolean same = true;
        for (var entry : map.entries().entrySet()) {
            if (entry.getKey().startsWith("Fn::")) {
                return new Unknown("the function " + entry.getKey() + " cannot be worked out here");
            }
            Value evaluated = value(entry.getValue());
            same &= evaluated == entry.getValue();
            items.add(evaluated);
        }
        return same ? map : map(map.entries().keySet(), items);
    }

    private static MapValue map(Collection<String> keys, List<Value> items) {
        Map<String, Value> entries = new LinkedHashMap<>();
        int i = 0;
        for (String key : keys) {
            Value item = items.get(i++);
            if (item != NO_VALUE) {
                entries.put(key, item);
            }
        }
        return new MapValue(entries);
    }

    /// What `Ref` of this name gives.
    Value ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return NO_VALUE;
        }
        if (parameters.declares(name)) {
            return parameters.value(name);
        }
        return template.resources().containsKey(name) ? reference(name, "") : parameters.pseudo(name);
    }

    /// A resource's attribute; `Ref` has the empty one.
    Value reference(String logicalId, String attribute) {
        Value known = context.references()
                .value(logicalId, attribute)
                .orElseGet(() -> new Unknown(
                        attribute.isEmpty()
                                ? "Ref " + logicalId + " is not known here"
                                : "GetAtt " + logicalId + "." + attribute + " is not known here"));
        return new Reference(logicalId, attribute, known.settled());
    }
}
