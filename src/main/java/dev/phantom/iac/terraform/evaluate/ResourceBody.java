package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Bound;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.syntax.Body;
import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The arguments of one resource: nested blocks are lists of objects, as in Terraform's own JSON; an argument that is
/// null is left out.
record ResourceBody(ModuleNames names, Body body, Env env, boolean outer) {

    /// What every resource may have and no provider sees.
    private static final Set<String> META = Set.of(
            "count",
            "for_each",
            "provider",
            "depends_on",
            "lifecycle",
            "provisioner",
            "connection",
            "providers",
            "source",
            "version",
            "dynamic");
    private static final Set<String> SINGLE = Set.of("timeouts");

    ResourceBody(ModuleNames names, Instance instance) {
        this(names, instance.written().block().body(), instance.env(), true);
    }

    /// A nested block, or one that a `dynamic` block makes.
    ///
    /// @param body    its content
    /// @param dynamic the block that makes it
    record Nested(Body body, Env env, Block block, boolean dynamic) {}

    MapValue value() {
        Map<String, Value> all = new LinkedHashMap<>();
        Set<String> keys = new LinkedHashSet<>();
        body.attributes().map(Attribute::name).forEach(keys::add);
        body.blocks()
                .map(b -> b.type().equals("dynamic") ? b.label(0) : b.type())
                .forEach(keys::add);
        for (String key : keys) {
            Value value = one(key);
            if (value != null && !Values.isNull(value)) {
                all.put(key, value);
            }
        }
        return new MapValue(all);
    }

    /// @return null if nothing is written of it
    @Nullable
    Value one(String name) {
        if (outer && META.contains(name)) {
            return null;
        }
        var attribute = body.attribute(name);
        if (attribute.isPresent()) {
            return names.expressions().value(attribute.get().value(), env);
        }
        var nested = nested(name);
        if (nested.isEmpty()) {
            return new Unknown("how many blocks " + name + " there are is not known");
        }
        List<Value> values = new ArrayList<>();
        nested.get().forEach(n -> values.add(new ResourceBody(names, n.body(), n.env(), false).value()));
        if (SINGLE.contains(name) && !values.isEmpty()) {
            return values.getFirst();
        }
        return values.isEmpty() && !mentions(name) ? null : new ListValue(values);
    }

    private boolean mentions(String name) {
        return body.blocks("dynamic").anyMatch(b -> b.label(0).equals(name));
    }

    /// The blocks of a type, those of `dynamic` blocks among them; empty if it is not known how many there are.
    Optional<List<Nested>> nested(String type) {
        List<Nested> all = new ArrayList<>();
        for (Block block : body.blocks().toList()) {
            if (block.type().equals(type) && !block.type().equals("dynamic")) {
                all.add(new Nested(block.body(), env, block, false));
            } else if (block.type().equals("dynamic") && block.label(0).equals(type)) {
                var made = dynamic(block);
                if (made.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(made.get());
            }
        }
        return Optional.of(all);
    }

    private Optional<List<Nested>> dynamic(Block block) {
        var content = block.body().blocks("content").findFirst();
        var each = block.body().attribute("for_each");
        var iterator = block.body()
                .attribute("iterator")
                .map(i -> i.value() instanceof Name n ? n.text() : i.value() instanceof Template t ? t.text() : "")
                .orElse(block.label(0));
        if (content.isEmpty() || each.isEmpty()) {
            return Optional.empty();
        }
        return Collection.of(names.expressions().value(each.get().value(), env)).map(elements -> {
            List<Nested> all = new ArrayList<>();
            for (var e : elements) {
                var value = new MapValue(Map.of("key", e.key(), "value", e.value()));
                var source = new Source(each.get().value(), env, PropertyPath.of(e.segment()));
                all.add(new Nested(
                        content.get().body(),
                        env.with(iterator, new Bound(value, Map.of("value", source))),
                        block,
                        true));
            }
            return all;
        });
    }
}
