package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Call;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a variable's type makes of a value: texts to numbers and back, defaults of optional attributes, sets.
final class TypeConversion {

    private TypeConversion() {}

    static Value to(Expression type, Value value) {
        if (Values.isNull(value)) {
            return value;
        }
        return switch (type) {
            case Name n -> scalar(n.text(), value);
            case Call c when c.arguments().size() == 1 -> call(c, value);
            case Expression other -> value;
        };
    }

    private static Value scalar(String type, Value value) {
        return switch (type) {
            case "string" ->
                value instanceof Scalar
                        ? Values.text(value).<Value>map(Value::string).orElse(value)
                        : value;
            case "number" -> Values.number(value).map(Values::number).orElse(value);
            case "bool" -> Values.truth(value).map(Values::truth).orElse(value);
            case String other -> value;
        };
    }

    private static Value call(Call type, Value value) {
        var of = type.arguments().getFirst();
        return switch (type.function()) {
            case "list" -> value instanceof ListValue l ? elements(of, l) : value;
            case "set" ->
                value instanceof ListValue l
                        ? TerraformFunctions.call("toset", List.of(elements(of, l)))
                                .orElse(value)
                        : value;
            case "map" -> value instanceof MapValue m ? entries(of, m) : value;
            case "object" -> value instanceof MapValue m && of instanceof ObjectCons o ? object(o, m) : value;
            case String other -> value;
        };
    }

    private static Value elements(Expression of, ListValue list) {
        return new ListValue(list.items().stream().map(i -> to(of, i)).toList());
    }

    private static Value entries(Expression of, MapValue map) {
        Map<String, Value> all = new LinkedHashMap<>();
        map.entries().forEach((k, v) -> all.put(k, to(of, v)));
        return new MapValue(all);
    }

    /// Attributes that the type does not name are dropped, optional ones get their default, else null.
    private static Value object(ObjectCons type, MapValue map) {
        Map<String, Value> all = new LinkedHashMap<>();
        for (Entry entry : type.entries()) {
            String name = entry.key() instanceof Name n ? n.text() : "";
            Value value = map.get(name);
            boolean optional = entry.value() instanceof Call c && c.function().equals("optional");
            if (optional && entry.value() instanceof Call c && !c.arguments().isEmpty()) {
                boolean lacks = value == null || Values.isNull(value);
                Value own = lacks && c.arguments().size() > 1
                        ? constant(c.arguments().get(1))
                        : value;
                all.put(name, own == null ? Values.NULL : to(c.arguments().getFirst(), own));
            } else if (value != null) {
                all.put(name, to(entry.value(), value));
            }
        }
        return new MapValue(all);
    }

    /// A default may hold no reference.
    private static Value constant(Expression expression) {
        return switch (expression) {
            case Literal l -> Value.plain(l.text());
            case Template t -> Value.string(t.text());
            case Expression.Tuple t ->
                new ListValue(t.items().stream().map(TypeConversion::constant).toList());
            case ObjectCons o -> {
                Map<String, Value> all = new LinkedHashMap<>();
                o.entries()
                        .forEach(e -> all.put(
                                e.key() instanceof Name n ? n.text() : e.key() instanceof Template t ? t.text() : "",
                                constant(e.value())));
                yield new MapValue(all);
            }
            case Expression other -> new Value.Unknown("the default of an optional attribute is computed");
        };
    }
}
