package dev.phantom.iac.terraform.evaluate;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Bound;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;
import dev.phantom.iac.terraform.syntax.Expression.Attr;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Unknown;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What names of a configuration stand for: variables, locals, resources, modules.
final class ModuleNames {

    private static final int MOST_INSTANCES = 100_000;
    private static final Unknown CIRCLE = new Unknown("it refers to itself");

    private final Configuration configuration;
    private final EvaluationContext context;
    private final Expressions expressions = new Expressions(this);
    private final Map<String, Instance> instances = new HashMap<>();
    private final Map<String, ModuleScope> modules = new HashMap<>();

    ModuleNames(Configuration configuration, EvaluationContext context) {
        this.configuration = configuration;
        this.context = context;
    }

    Configuration configuration() {
        return configuration;
    }

    Expressions expressions() {
        return expressions;
    }

    Value attr(Attr attr, Env env) {
        if (attr.of() instanceof Name(String root, int s, int e) && !env.names().containsKey(root)) {
            return switch (root) {
                case "var" -> variable(env.scope(), attr.name());
                case "local" -> local(env.scope(), attr.name());
                case "module" -> block(env.scope(), "module." + attr.name());
                case "path" -> path(env, attr.name());
                case "terraform" ->
                    attr.name().equals("workspace") ? workspace() : expressions.opaque(attr, env, List.of());
                case "data", "self", "each", "count" -> expressions.opaque(attr, env, List.of());
                case String type -> block(env.scope(), type + "." + attr.name());
            };
        }
        if (attr.of() instanceof Attr(Name(String root, int s, int e), String type, int start, int end)
                && root.equals("data")) {
            return block(env.scope(), "data." + type + "." + attr.name());
        }
        return expressions.element(expressions.value(attr.of(), env), Value.string(attr.name()), attr, env);
    }

    private Value workspace() {
        var given = context.parameters().get(EvaluationContext.WORKSPACE);
        return given == null ? new Unknown("the workspace is not known") : given.value();
    }

    private static Value path(Env env, String name) {
        String directory = env.scope().source().directory();
        return name.equals("module") && env.scope().call() != null
                ? Value.string(directory)
                : name.equals("cwd") ? new Unknown("where Terraform runs is not known") : Value.string(".");
    }

    /// A value that is worked out once; one that refers to itself is not known.
    private static Value once(ModuleScope scope, String name, Supplier<Value> work) {
        Value known = scope.values().get(name);
        if (known != null) {
            return known;
        }
        if (!scope.open().add(name)) {
            return CIRCLE;
        }
        try {
            Value value = work.get();
            scope.values().put(name, value);
            return value;
        } finally {
            scope.open().remove(name);
        }
    }

    Value variable(ModuleScope scope, String name) {
        return once(scope, "var." + name, () -> {
            var block = scope.source().block("var." + name);
            Value value = variableSource(scope, name)
                    .map(s -> expressions.value(s.expression(), s.env()))
                    .or(() -> scope.call() == null ? given(name) : Optional.empty())
                    .orElseGet(() -> new Unknown("nothing gives variable " + name + " a value"));
            return block.flatMap(b -> b.block().body().attribute("type"))
                    .map(type -> TypeConversion.to(type.value(), value))
                    .orElse(value);
        });
    }

    private Optional<Value> given(String name) {
        return Optional.ofNullable(context.parameters().get(name)).map(g -> g.value());
    }

    /// Where a variable's value is written, by Terraform's order of precedence; empty if nowhere.
    Optional<Source> variableSource(ModuleScope scope, String name) {
        var call = scope.call();
        if (call != null) {
            var argument = call.written().block().body().attribute(name);
            if (argument.isPresent()) {
                return Optional.of(new Source(
                        argument.get().value(), call.within().in(call.written().file()), PropertyPath.ROOT));
            }
        } else {
            var local = configuration
                    .given(name, context)
                    .or(() -> Optional.ofNullable(configuration.automatic().get(name))
                            .filter(auto -> !context.parameters().containsKey(name) || agrees(auto, scope, name)));
            if (local.isPresent() || context.parameters().containsKey(name)) {
                return local.map(l -> new Source(l.attribute().value(), Env.of(scope, l.file()), PropertyPath.ROOT));
            }
            var terragrunt = configuration.terragrunt();
            if (terragrunt.isPresent() && TerragruntInputs.decide(terragrunt.get(), name)) {
                return TerragruntInputs.source(terragrunt.get(), scope, name);
            }
        }
        return scope.source()
                .block("var." + name)
                .flatMap(w -> w.block()
                        .body()
                        .attribute("default")
                        .map(d -> new Source(d.value(), Env.of(scope, w.file()), PropertyPath.ROOT)));
    }

    /// What the deployment says without a place is what a file says, if it is the same.
    private boolean agrees(ModuleSource.Local auto, ModuleScope scope, String name) {
        return given(name)
                .filter(v -> Values.same(v, expressions.value(auto.attribute().value(), Env.of(scope, auto.file()))))
                .isPresent();
    }

    Value local(ModuleScope scope, String name) {
        return once(
                scope,
                "local." + name,
                () -> localSource(scope, name)
                        .map(s -> expressions.value(s.expression(), s.env()))
                        .orElseGet(() -> new Unknown("nothing declares local." + name)));
    }

    Optional<Source> localSource(ModuleScope scope, String name) {
        return Optional.ofNullable(scope.source().locals().get(name))
                .map(l -> new Source(l.attribute().value(), Env.of(scope, l.file()), PropertyPath.ROOT));
    }

    /// A resource, data source or module as a value: each instance is a reference to it.
    private Value block(ModuleScope scope, String name) {
        var written = scope.source().block(name);
        if (written.isEmpty()) {
            return new Unknown("nothing declares " + scope.prefix() + name);
        }
        return once(scope, name, () -> {
            var body = written.get().block().body();
            var all = instances(scope, written.get());
            boolean listed = body.attribute("count").isPresent();
            if (!listed && body.attribute("for_each").isEmpty()) {
                return reference(all.getFirst());
            }
            if (!all.stream().allMatch(Instance::sure)) {
                return new Unknown("how many there are of " + scope.prefix() + name + " is not known");
            }
            if (listed) {
                return new ListValue(all.stream().map(ModuleNames::reference).toList());
            }
            Map<String, Value> byKey = new LinkedHashMap<>();
            all.forEach(i -> byKey.put(
                    Values.text(part(i.env().names().get("each"), "key")).orElse(""), reference(i)));
            return new MapValue(byKey);
        });
    }

    private static Value part(@Nullable Bound bound, String name) {
        return bound != null && bound.value() instanceof MapValue m && m.get(name) instanceof Value v ? v : Values.NULL;
    }

    private static Value reference(Instance instance) {
        return new Reference(
                instance.address(),
                "",
                new Unknown("it is a whole " + instance.written().block().type()));
    }

    /// What a block stands for.
    List<Instance> instances(ModuleScope scope, Written written) {
        var all = new BlockInstances(expressions).of(scope, written);
        all.forEach(i -> instances.put(i.address(), i));
        if (instances.size() > MOST_INSTANCES) {
            throw new PhantomException(new Diagnostic(
                    Code.TEMPLATE_LIMIT,
                    "count and for_each make more than " + MOST_INSTANCES + " of the blocks",
                    "split the module",
                    written.file().file()));
        }
        return all;
    }

    Optional<Instance> instance(String address) {
        return Optional.ofNullable(instances.get(address));
    }

    /// The module that an instance of a call is, if it lies in the repository.
    Optional<ModuleScope> module(Instance call) {
        return Configuration.local(
                        call.env().scope().source().directory(), call.written().block())
                .filter(d -> !configuration.module(d).files().isEmpty())
                .filter(d -> depth(call.env().scope()) < 20)
                .map(d -> modules.computeIfAbsent(
                        call.address(),
                        a -> ModuleScope.of(
                                configuration.module(d), a, new ModuleScope.Call(call.written(), call.env()))));
    }

    private static int depth(ModuleScope scope) {
        int depth = 0;
        for (var call = scope.call(); call != null; call = call.within().scope().call()) {
            depth++;
        }
        return depth;
    }

    /// An attribute of a resource, a data source or a module.
    Value attribute(String address, String name) {
        var found = instances.get(address);
        if (found == null) {
            return new Unknown("nothing declares " + address);
        }
        return once(found.env().scope(), address + " " + name, () -> switch (found.written()
                .block()
                .type()) {
            case "module" -> output(found, name);
            case "data" -> data(found, name);
            case String resource ->
                declared(found, name)
                        .orElseGet(() -> new Reference(
                                address,
                                name,
                                context.references()
                                        .value(address, name)
                                        .orElseGet(() -> new Unknown(
                                                name + " of " + address + " is known after it is applied"))));
        });
    }

    private Optional<Value> declared(Instance found, String name) {
        return Optional.ofNullable(new ResourceBody(this, found).one(name)).filter(v -> !Values.isNull(v));
    }

    private Value data(Instance found, String name) {
        if (found.written().block().label(0).equals("aws_iam_policy_document") && name.equals("json")) {
            return new PolicyDocument(this, found).json();
        }
        return declared(found, name)
                .or(() -> context.references().value(found.address(), name))
                .orElseGet(() ->
                        Values.opaque(found.address() + "." + name, List.of(new ResourceBody(this, found).value())));
    }

    private Value output(Instance call, String name) {
        return module(call)
                .<Value>map(scope -> outputSource(scope, name)
                        .map(s -> expressions.value(s.expression(), s.env()))
                        .orElseGet(() -> new Unknown("the module has no output " + name)))
                .orElseGet(() ->
                        Values.opaque(call.address() + "." + name, List.of(new ResourceBody(this, call).value())));
    }

    Optional<Source> outputSource(ModuleScope scope, String name) {
        return scope.source()
                .block("output." + name)
                .flatMap(w -> w.block()
                        .body()
                        .attribute("value")
                        .map(v -> new Source(v.value(), Env.of(scope, w.file()), PropertyPath.ROOT)));
    }
}
