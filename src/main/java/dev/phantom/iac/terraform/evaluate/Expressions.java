package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Bound;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Attr;
import dev.phantom.iac.terraform.syntax.Expression.Binary;
import dev.phantom.iac.terraform.syntax.Expression.Call;
import dev.phantom.iac.terraform.syntax.Expression.Conditional;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.For;
import dev.phantom.iac.terraform.syntax.Expression.Index;
import dev.phantom.iac.terraform.syntax.Expression.Item;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Paren;
import dev.phantom.iac.terraform.syntax.Expression.Part;
import dev.phantom.iac.terraform.syntax.Expression.Splat;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.iac.terraform.syntax.Expression.Unary;
import dev.phantom.iac.terraform.syntax.HclMentions;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Works out expressions. Never fails: what cannot be worked out is [Unknown].
final class Expressions {

    private static final int MOST_STEPS = 2_000_000;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 400;
    private static final Pattern NAME = Pattern.compile("\\b(?:var|local)\\.[\\w-]+");
    private static final String ITEM = "*";

    private static final Unknown TOO_LARGE = new Unknown("the configuration is too large to be evaluated here");

    private final ModuleNames names;
    private final ValueWeights weights = new ValueWeights();
    private int steps;
    private int depth;

    Expressions(ModuleNames names) {
        this.names = names;
    }

    Value value(Expression expression, Env env) {
        if (++steps > MOST_STEPS || depth > DEEPEST || weights.areSpent()) {
            return TOO_LARGE;
        }
        depth++;
        try {
            var value = worked(expression, env);
            if (depth == 1) {
                weights.walked(value);
            }
            return weights.areTooMuch(value) ? TOO_LARGE : value;
        } finally {
            depth--;
        }
    }

    private Value worked(Expression expression, Env env) {
        return switch (expression) {
            case Literal l -> Values.literal(l.text());
            case Template t -> template(t, env);
            case Tuple t ->
                new ListValue(t.items().stream().map(i -> value(i, env)).toList());
            case ObjectCons o -> object(o, env);
            case Call c -> call(c, env);
            case Name n ->
                env.names().containsKey(n.text()) ? env.names().get(n.text()).value() : opaque(n, env, List.of());
            case Item i -> env.names().containsKey(ITEM) ? env.names().get(ITEM).value() : opaque(i, env, List.of());
            case Attr a -> names.attr(a, env);
            case Index i -> element(value(i.of(), env), value(i.key(), env), i, env);
            case Splat s -> splat(s, env);
            case Unary u -> unary(u, env);
            case Binary b -> binary(b, env);
            case Conditional c -> conditional(c, env);
            case Paren p -> value(p.inner(), env);
            case Expression.Overridden o -> new Unknown("the override file " + o.file() + " decides it");
            case For f -> comprehension(f, env);
        };
    }

    Unknown opaque(Expression expression, Env env, List<Value> of) {
        List<Value> all = new ArrayList<>(of);
        HclMentions.in(expression).forEach(name -> named(name, env).ifPresent(all::add));
        all.forEach(weights::walked);
        return Values.opaque(env.file().text(expression), all);
    }

    /// What is read beside what was worked out: an expression of another value is another.
    private Optional<Value> named(String name, Env env) {
        return name.startsWith("var.")
                ? Optional.of(names.variable(env.scope(), name.substring(4)))
                : name.startsWith("local.")
                        ? Optional.of(names.local(env.scope(), name.substring(6)))
                        : Optional.empty();
    }

    private Value template(Template template, Env env) {
        if (template.parts().size() == 1
                && template.parts().getFirst() instanceof Part.Interpolation(Expression e)
                && template.heredoc() == null) {
            return value(e, env);
        }
        var text = new StringBuilder();
        List<Value> parts = new ArrayList<>();
        boolean known = true;
        for (Part part : template.parts()) {
            Value value = switch (part) {
                case Part.Text(String t) -> Value.string(t);
                case Part.Interpolation(Expression e) -> value(e, env);
                case Part.Directive(String t) -> directive(t, env);
            };
            parts.add(value);
            var shown = Values.text(value);
            known &= shown.isPresent();
            text.append(text.length() > MOST_CHARACTERS ? "" : shown.orElse(""));
        }
        return known && text.length() <= MOST_CHARACTERS ? Value.string(text.toString()) : opaque(template, env, parts);
    }

    private Value directive(String text, Env env) {
        return Values.opaque(
                text,
                NAME.matcher(text)
                        .results()
                        .flatMap(r -> named(r.group(), env).stream())
                        .toList());
    }

    private Value object(ObjectCons object, Env env) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Entry entry : object.entries()) {
            var key = key(entry, env);
            if (key.isEmpty()) {
                return opaque(object, env, List.of(value(entry.key(), env)));
            }
            entries.put(key.get(), value(entry.value(), env));
        }
        return new MapValue(entries);
    }

    Optional<String> key(Entry entry, Env env) {
        if (entry.named() && entry.key() instanceof Name n) {
            return Optional.of(n.text());
        }
        return Values.text(value(entry.key(), env));
    }

    private Value call(Call call, Env env) {
        List<Value> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            arguments.add(value(argument, env));
        }
        if (call.expanded()) {
            if (!(arguments.removeLast().settled() instanceof ListValue(List<Value> rest))) {
                return opaque(call, env, arguments);
            }
            arguments.addAll(rest);
        }
        return weights.areTooMuch(arguments)
                ? TOO_LARGE
                : TerraformFunctions.call(call.function(), arguments).orElseGet(() -> opaque(call, env, arguments));
    }

    Value element(Value of, Value key, Expression expression, Env env) {
        var text = Values.text(key);
        if (text.isPresent()) {
            switch (of.settled()) {
                case ListValue(List<Value> items) -> {
                    int index = PropertyPath.index(text.get());
                    if (index >= 0 && index < items.size()) {
                        return items.get(index);
                    }
                }
                case MapValue map -> {
                    if (map.get(text.get()) instanceof Value found) {
                        return found;
                    }
                }
                case Value other -> {}
            }
        }
        if (of instanceof Reference r && r.attribute().isEmpty() && text.isPresent()) {
            return names.attribute(r.logicalId(), text.get());
        }
        if (of instanceof Reference r && text.isPresent()) {
            return new Reference(r.logicalId(), r.attribute() + "." + text.get(), part(r.known(), text.get()));
        }
        return opaque(expression, env, List.of(of, key));
    }

    private static Value part(Value known, String key) {
        return known instanceof MapValue m && m.get(key) instanceof Value v
                ? v
                : known instanceof Unknown u ? u : new Unknown("nothing is known of " + key);
    }

    private Value splat(Splat splat, Env env) {
        Value of = value(splat.of(), env);
        if (of.settled() instanceof ListValue(List<Value> items)) {
            return new ListValue(items.stream()
                    .map(i -> value(splat.each(), env.with(ITEM, new Bound(i, Map.of()))))
                    .toList());
        }
        if (Values.isNull(of)) {
            return new ListValue(List.of());
        }
        boolean one = of instanceof MapValue || of instanceof Value.Scalar || of instanceof Reference;
        return one
                ? new ListValue(List.of(value(splat.each(), env.with(ITEM, new Bound(of, Map.of())))))
                : opaque(splat, env, List.of(of));
    }

    private Value unary(Unary unary, Env env) {
        Value operand = value(unary.operand(), env);
        return unary.operator() == '!'
                ? Values.truth(operand).map(t -> Values.truth(!t)).orElseGet(() -> opaque(unary, env, List.of(operand)))
                : Values.number(operand)
                        .map(n -> Values.number(n.negate()))
                        .orElseGet(() -> opaque(unary, env, List.of(operand)));
    }

    private Value binary(Binary binary, Env env) {
        Value left = Values.settled(value(binary.left(), env));
        Value right = Values.settled(value(binary.right(), env));
        Optional<Value> worked = switch (binary.operator()) {
            case "&&" -> logic(left, right, false);
            case "||" -> logic(left, right, true);
            case "==" -> known(left, right) ? Optional.of(Values.truth(Values.same(left, right))) : Optional.empty();
            case "!=" -> known(left, right) ? Optional.of(Values.truth(!Values.same(left, right))) : Optional.empty();
            case String operator ->
                Values.number(left).flatMap(l -> Values.number(right).flatMap(r -> Values.arithmetic(operator, l, r)));
        };
        return worked.orElseGet(() -> opaque(binary, env, List.of(left, right)));
    }

    private static boolean known(Value left, Value right) {
        return Values.isKnown(left) && Values.isKnown(right);
    }

    private static Optional<Value> logic(Value left, Value right, boolean decides) {
        var l = Values.truth(left);
        var r = Values.truth(right);
        return l.isPresent() && r.isPresent()
                ? Optional.of(Values.truth(decides ? l.get() || r.get() : l.get() && r.get()))
                : Optional.empty();
    }

    private Value conditional(Conditional c, Env env) {
        Value condition = value(c.condition(), env);
        return Values.truth(condition)
                .map(yes -> value(yes ? c.yes() : c.no(), env))
                .orElseGet(() -> opaque(c, env, List.of(condition, value(c.yes(), env), value(c.no(), env))));
    }

    /// One round of a `for`: what its names stand for.
    record Round(String key, Value element, Env env) {}

    /// @return empty if the collection, or what selects of it, is not known
    Optional<List<Round>> rounds(For f, Env env) {
        var in = Collection.of(value(f.in(), env));
        if (in.isEmpty()) {
            return Optional.empty();
        }
        List<Round> rounds = new ArrayList<>();
        for (var element : in.get()) {
            var source = new Source(f.in(), env, PropertyPath.of(element.segment()));
            var inner = env.with(f.valueName(), new Bound(element.value(), Map.of("", source)));
            if (f.keyName() != null) {
                inner = inner.with(f.keyName(), new Bound(element.key(), Map.of()));
            }
            var condition = f.condition() == null ? Optional.of(true) : Values.truth(value(f.condition(), inner));
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            if (condition.get()) {
                rounds.add(new Round(element.segment(), element.value(), inner));
            }
        }
        return Optional.of(rounds);
    }

    private Value comprehension(For f, Env env) {
        var rounds = rounds(f, env);
        if (rounds.isEmpty()) {
            return opaque(f, env, List.of(value(f.in(), env)));
        }
        if (f.key() == null) {
            return new ListValue(
                    rounds.get().stream().map(r -> value(f.value(), r.env())).toList());
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Round round : rounds.get()) {
            var key = Values.text(value(f.key(), round.env()));
            if (key.isEmpty()) {
                return opaque(f, env, List.of(value(f.in(), env)));
            }
            Value value = value(f.value(), round.env());
            entries.merge(key.get(), f.grouped() ? Value.list(value) : value, (a, b) -> f.grouped() ? Values.joined(a, b) : b);
        }
        return new MapValue(entries);
    }
}
