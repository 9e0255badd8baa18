package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.evaluate.Sources.Found;
import dev.phantom.iac.terraform.evaluate.Sources.Via;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Call;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import java.util.List;

/// Follows a value through functions that hand a part of an argument on as it is.
record CallSources(Sources sources) {

    Found follow(Call call, Source source, Via via, int hops) {
        return switch (call.function()) {
            case "jsonencode" -> Sources.there(source, via);
            case "tolist", "tomap", "tostring", "tonumber", "tobool", "sensitive", "nonsensitive", "try" ->
                argument(call, 0, source.below(), source, via, hops);
            case "toset" -> set(call, source, via, hops);
            case "merge" -> merge(call, source, via, hops);
            case "concat" -> concat(call, source, via, hops);
            case "coalesce" -> coalesce(call, source, via, hops);
            case "lookup" -> lookup(call, source, via, hops);
            case String other -> Sources.computed(source, via);
        };
    }

    private Found argument(Call call, int index, PropertyPath below, Source source, Via via, int hops) {
        return index < call.arguments().size() && !call.expanded()
                ? sources.on(call.arguments().get(index), source.env(), below, via, hops)
                : Sources.computed(source, via);
    }

    private Value value(Expression expression, Source source) {
        return sources.names().expressions().value(expression, source.env());
    }

    /// The element of the set is found again by its value.
    private Found set(Call call, Source source, Via via, int hops) {
        if (source.below().isRoot() || call.arguments().size() != 1) {
            return argument(call, 0, source.below(), source, via, hops);
        }
        int index = PropertyPath.index(source.below().segments().getFirst());
        if (value(call, source) instanceof ListValue(List<Value> made)
                && value(call.arguments().getFirst(), source).settled() instanceof ListValue(List<Value> given)
                && index >= 0
                && index < made.size()) {
            int at = given.indexOf(made.get(index));
            return argument(call, 0, replaced(source.below(), at), source, via, hops);
        }
        return Sources.computed(source, via);
    }

    private static PropertyPath replaced(PropertyPath below, int first) {
        return PropertyPath.of(Integer.toString(first))
                .append(new PropertyPath(
                        below.segments().subList(1, below.segments().size())));
    }

    /// The last argument that has the key; a key that none has belongs into the last one that is written out here.
    private Found merge(Call call, Source source, Via via, int hops) {
        if (source.below().isRoot() || call.expanded()) {
            return Sources.computed(source, via);
        }
        String key = source.below().segments().getFirst();
        for (int i = call.arguments().size() - 1; i >= 0; i--) {
            if (Sources.has(value(call.arguments().get(i), source), key)) {
                return argument(call, i, source.below(), source, via, hops);
            }
        }
        for (int i = call.arguments().size() - 1; i >= 0; i--) {
            if (call.arguments().get(i) instanceof ObjectCons) {
                return argument(call, i, source.below(), source, via, hops);
            }
        }
        return argument(call, call.arguments().size() - 1, source.below(), source, via, hops);
    }

    private Found concat(Call call, Source source, Via via, int hops) {
        int index = source.below().isRoot()
                ? -1
                : PropertyPath.index(source.below().segments().getFirst());
        for (int i = 0; i < call.arguments().size() && index >= 0; i++) {
            if (!(value(call.arguments().get(i), source).settled() instanceof ListValue(List<Value> items))) {
                break;
            }
            if (index < items.size()) {
                return argument(call, i, replaced(source.below(), index), source, via, hops);
            }
            index -= items.size();
        }
        return Sources.computed(source, via);
    }

    private Found coalesce(Call call, Source source, Via via, int hops) {
        for (int i = 0; i < call.arguments().size(); i++) {
            Value value = value(call.arguments().get(i), source);
            if (!Values.isKnown(value)) {
                break;
            }
            if (!Values.isNull(value)
                    && !Values.text(value).filter(String::isEmpty).isPresent()) {
                return argument(call, i, source.below(), source, via, hops);
            }
        }
        return Sources.computed(source, via);
    }

    private Found lookup(Call call, Source source, Via via, int hops) {
        if (call.arguments().size() < 2) {
            return Sources.computed(source, via);
        }
        var key = Values.text(value(call.arguments().get(1), source));
        if (key.isPresent() && Sources.has(value(call.arguments().getFirst(), source), key.get())) {
            return argument(call, 0, PropertyPath.of(key.get()).append(source.below()), source, via, hops);
        }
        return key.isPresent() ? argument(call, 2, source.below(), source, via, hops) : Sources.computed(source, via);
    }
}
