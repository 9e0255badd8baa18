package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.Expressions.Round;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Bound;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Attr;
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
import dev.phantom.iac.terraform.syntax.Expression.Splat;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.iac.terraform.syntax.Expression.Unary;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows a value back to the expression that decides it alone: through variables, arguments of modules, locals,
/// outputs, and what collections are made with.
record Sources(ModuleNames names) {

    /// @param last  the expression that stands there: nothing leads on from it
    /// @param rest  what of the value it lacks, or what lies inside its text
    /// @param via   how it was reached last: `variable db_class`, empty for the place itself
    /// @param fixed why it decides nothing that could be edited; empty if it does
    record Found(Source last, PropertyPath rest, Via via, String fixed) {}

    /// @param kind `variable`, `values`, `local`, `argument`, `output`, `policy`, empty for the place itself
    record Via(String kind, String name) {
        static final Via HERE = new Via("", "");
    }

    Found follow(Source source) {
        return follow(source, Via.HERE, 0);
    }

    private Found follow(Source source, Via via, int hops) {
        if (hops > 200) {
            return fixed(source, via, "it refers to itself");
        }
        var env = source.env();
        return switch (source.expression()) {
            case Literal l -> there(source, via);
            case Template t -> there(source, via);
            case Unary u -> u.operand() instanceof Literal ? there(source, via) : computed(source, via);
            case Tuple t -> tuple(t, source, via, hops);
            case ObjectCons o -> object(o, source, via, hops);
            case Paren p -> on(p.inner(), env, source.below(), via, hops);
            case Conditional c ->
                names.expressions().value(c.condition(), env) instanceof Value v
                                && Values.truth(v).isPresent()
                        ? on(Values.truth(v).get() ? c.yes() : c.no(), env, source.below(), via, hops)
                        : fixed(source, via, "a condition that is not known decides it");
            case Name n -> bound(env.names().get(n.text()), "", source, via, hops);
            case Item i -> bound(env.names().get("*"), "", source, via, hops);
            case Attr a -> attr(a, source, via, hops);
            case Index i ->
                Values.text(names.expressions().value(i.key(), env))
                        .map(key -> on(i.of(), env, PropertyPath.of(key).append(source.below()), via, hops))
                        .orElseGet(() -> computed(source, via));
            case Splat s -> splat(s, source, via, hops);
            case For f -> comprehension(f, source, via, hops);
            case Call c -> new CallSources(this).follow(c, source, via, hops);
            case Expression.Binary b -> computed(source, via);
            case Expression.Overridden o -> fixed(source, via, o.by() + " overrides it");
        };
    }

    Found on(Expression expression, Env env, PropertyPath below, Via via, int hops) {
        return follow(new Source(expression, env, below), via, hops + 1);
    }

    static Found there(Source source, Via via) {
        return new Found(source, source.below(), via, "");
    }

    static Found fixed(Source source, Via via, String why) {
        return new Found(source, source.below(), via, why);
    }

    static Found computed(Source source, Via via) {
        return fixed(source, via, "it is computed");
    }

    private static PropertyPath tail(PropertyPath path) {
        return new PropertyPath(path.segments().subList(1, path.segments().size()));
    }

    private Found tuple(Tuple t, Source source, Via via, int hops) {
        int index = source.below().isRoot()
                ? -1
                : PropertyPath.index(source.below().segments().getFirst());
        return index >= 0 && index < t.items().size()
                ? on(t.items().get(index), source.env(), tail(source.below()), via, hops)
                : there(source, via);
    }

    private Found object(ObjectCons o, Source source, Via via, int hops) {
        if (source.below().isRoot()) {
            return there(source, via);
        }
        String key = source.below().segments().getFirst();
        for (Entry entry : o.entries().reversed()) {
            if (names.expressions().key(entry, source.env()).filter(key::equals).isPresent()) {
                return on(entry.value(), source.env(), tail(source.below()), via, hops);
            }
        }
        return there(source, via);
    }

    private Found attr(Attr a, Source source, Via via, int hops) {
        var env = source.env();
        if (a.of() instanceof Name(String root, int s, int e)
                && env.names().get(root) instanceof Bound bound
                && bound.parts().containsKey(a.name())) {
            return bound(bound, a.name(), source, via, hops);
        }
        if (a.of() instanceof Name(String root, int s, int e) && !env.names().containsKey(root)) {
            return switch (root) {
                case "var" -> variable(a.name(), source, via, hops);
                case "local" ->
                    names.localSource(env.scope(), a.name())
                            .map(l -> to(l, source.below(), new Via("local", a.name()), hops))
                            .orElseGet(() -> computed(source, via));
                case String other ->
                    fixed(source, via, "it is taken from " + env.file().text(a));
            };
        }
        Value of = names.expressions().value(a.of(), env);
        if (of instanceof Value.Reference r && r.attribute().isEmpty()) {
            if (isPolicy(r.logicalId(), a.name())) {
                return there(source, new Via("policy", r.logicalId()));
            }
            return output(r.logicalId(), a.name(), source, hops)
                    .orElseGet(() ->
                            fixed(source, via, "it is taken from " + env.file().text(a)));
        }
        if (a.of() instanceof Name) {
            return fixed(source, via, "it goes by the key of the instance");
        }
        return on(a.of(), env, PropertyPath.of(a.name()).append(source.below()), via, hops);
    }

    private boolean isPolicy(String address, String name) {
        return name.equals("json")
                && names.instance(address)
                        .filter(i -> i.written().block().type().equals("data")
                                && i.written().block().label(0).equals("aws_iam_policy_document"))
                        .isPresent();
    }

    private Found variable(String name, Source source, Via via, int hops) {
        var scope = source.env().scope();
        return names.variableSource(scope, name)
                .map(v -> {
                    String kind = scope.call() != null && v.env().scope() != scope
                            ? "argument"
                            : isDefault(v) ? "variable" : "values";
                    String shown = kind.equals("argument") ? scope.address() + "." + name : name;
                    return to(v, source.below(), new Via(kind, shown), hops);
                })
                .orElseGet(() -> fixed(source, via, "no file gives variable " + name + " its value"));
    }

    private static boolean isDefault(Source value) {
        String file = value.env().file().file();
        return !file.contains(".tfvars") && !file.endsWith("terragrunt.hcl");
    }

    private Found to(Source next, PropertyPath below, Via via, int hops) {
        return on(next.expression(), next.env(), next.below().append(below), via, hops);
    }

    private Optional<Found> output(String address, String name, Source source, int hops) {
        return names.instance(address)
                .filter(i -> i.written().block().type().equals("module"))
                .flatMap(names::module)
                .flatMap(scope -> names.outputSource(scope, name))
                .map(o -> to(o, source.below(), new Via("output", address + "." + name), hops));
    }

    /// A name that a `for`, a `for_each`, a `dynamic` block or a splat gives to an element.
    private Found bound(@Nullable Bound bound, String part, Source source, Via via, int hops) {
        return bound == null || !bound.parts().containsKey(part)
                ? computed(source, via)
                : to(bound.parts().get(part), source.below(), via, hops);
    }

    private Found splat(Splat s, Source source, Via via, int hops) {
        if (source.below().isRoot()
                || !(names.expressions().value(s.of(), source.env()).settled()
                        instanceof ListValue(List<Value> items))) {
            return computed(source, via);
        }
        String segment = source.below().segments().getFirst();
        int index = PropertyPath.index(segment);
        if (index < 0 || index >= items.size()) {
            return computed(source, via);
        }
        var element = new Source(s.of(), source.env(), PropertyPath.of(segment));
        var env = source.env().with("*", new Bound(items.get(index), java.util.Map.of("", element)));
        return on(s.each(), env, tail(source.below()), via, hops);
    }

    private Found comprehension(For f, Source source, Via via, int hops) {
        var rounds = names.expressions().rounds(f, source.env());
        if (source.below().isRoot() || rounds.isEmpty() || f.grouped()) {
            return computed(source, via);
        }
        String segment = source.below().segments().getFirst();
        for (int i = 0; i < rounds.get().size(); i++) {
            Round round = rounds.get().get(i);
            String own = f.key() == null
                    ? Integer.toString(i)
                    : Values.text(names.expressions().value(f.key(), round.env()))
                            .orElse("");
            if (own.equals(segment)) {
                return on(f.value(), round.env(), tail(source.below()), via, hops);
            }
        }
        return computed(source, via);
    }

    static boolean has(Value map, String key) {
        return map.settled() instanceof MapValue m && m.get(key) != null;
    }
}
