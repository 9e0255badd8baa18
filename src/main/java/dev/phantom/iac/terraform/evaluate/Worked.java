package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Resource;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A root module, worked out in one context: its resources with those of its local modules, and what stands for each of
/// their arguments.
public final class Worked {

    private final ModuleNames names;
    private final ModuleScope root;
    private final Map<String, DeclaredResource> resources = new LinkedHashMap<>();
    private final Map<String, Value> outputs = new LinkedHashMap<>();

    public Worked(Configuration configuration, EvaluationContext context) {
        this.names = new ModuleNames(configuration, context);
        this.root = ModuleScope.of(configuration.rootModule(), "", null);
        visit(root);
        root.source()
                .all("output")
                .forEach(w -> names.outputSource(root, w.block().label(0))
                        .ifPresent(s -> outputs.put(w.block().label(0), value(s))));
    }

    public Map<String, DeclaredResource> resources() {
        return resources;
    }

    /// Those of the root module; beside them, under names that no output has, what providers and modules from
    /// elsewhere are given.
    public Map<String, Value> outputs() {
        return outputs;
    }

    private void visit(ModuleScope scope) {
        for (var written : scope.source().blocks().values()) {
            switch (written.block().type()) {
                case "resource" -> names.instances(scope, written).forEach(this::declare);
                case "module" ->
                    names.instances(scope, written).forEach(call -> {
                        var module = names.module(call);
                        module.ifPresentOrElse(this::visit, () -> told(call));
                    });
                case "provider" ->
                    told(new Instance(
                            scope.prefix() + ModuleSource.name(written.block()),
                            written,
                            Env.of(scope, written.file()),
                            true));
                case String other -> {}
            }
        }
    }

    private void told(Instance instance) {
        outputs.merge(instance.address(), new ResourceBody(names, instance).value(), (a, b) -> Value.list(a, b));
    }

    private void declare(Instance instance) {
        var block = instance.written().block();
        var properties = new ResourceBody(names, instance).value();
        var source = new Resource(
                instance.address(), block.label(0), properties, null, Meta.of(instance.written(), instance.sure()));
        resources.put(instance.address(), new DeclaredResource(source, properties, instance.sure()));
    }

    private Value value(Source source) {
        return names.expressions().value(source.expression(), source.env());
    }

    public Value value(Expression expression, Env env) {
        return names.expressions().value(expression, env);
    }

    /// The value of an expression that refers to nothing.
    public Value constant(HclFile file, Expression expression) {
        return names.expressions().value(expression, Env.of(root, file));
    }

    public Optional<String> key(Entry entry, Env env) {
        return names.expressions().key(entry, env);
    }

    public Optional<Instance> instance(String address) {
        return names.instance(address);
    }

    public Site site(Instance instance, PropertyPath path) {
        return new Sites(names).of(instance, path);
    }

    public Site.Decision decision(Expression expression, Env env, PropertyPath below) {
        return new Sites(names).decision(new Source(expression, env, below));
    }

    /// What `dynamic` goes through, to take an element out of it.
    public Site.Decision each(Block dynamic, Env env) {
        return dynamic.body()
                .attribute("for_each")
                .map(e -> decision(e.value(), env, PropertyPath.ROOT))
                .orElseThrow();
    }

    /// A variable of the root module.
    public Value variable(String name) {
        return names.variable(root, name);
    }
}
