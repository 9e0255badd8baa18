package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Bound;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Source;
import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;
import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One block and what `count` and `for_each` make of it.
record BlockInstances(Expressions expressions) {

    /// What a block stands for, one for each `count` or `for_each`.
    List<Instance> of(ModuleScope scope, Written written) {
        String address = scope.prefix() + ModuleSource.name(written.block());
        var env = Env.of(scope, written.file());
        var body = written.block().body();
        var count = body.attribute("count");
        var each = body.attribute("for_each");
        List<Instance> all = new ArrayList<>();
        if (count.isPresent()) {
            var number = Values.number(expressions.value(count.get().value(), env));
            for (int i = 0; number.isPresent() && i < Math.min(number.get().intValue(), 10_000); i++) {
                Value index = new MapValue(Map.of("index", Value.plain(Integer.toString(i))));
                all.add(new Instance(
                        address + "[" + i + "]", written, env.with("count", new Bound(index, Map.of())), true));
            }
            unsure(number.isEmpty(), all, address, written, env);
        } else if (each.isPresent()) {
            var elements = Collection.of(expressions.value(each.get().value(), env));
            elements.ifPresent(found -> found.forEach(e -> all.add(each(address, written, env, each.get(), e))));
            unsure(elements.isEmpty(), all, address, written, env);
        } else {
            all.add(new Instance(address, written, env, true));
        }
        return all;
    }

    private static void unsure(boolean is, List<Instance> all, String address, Written written, Env env) {
        if (is) {
            all.add(new Instance(address, written, env, false));
        }
    }

    private static Instance each(String address, Written written, Env env, Attribute each, Collection.Element e) {
        boolean set = Values.number(e.key()).isPresent() && e.value() instanceof Value.Scalar;
        Value key = set ? e.value() : e.key();
        var names = new LinkedHashMap<String, Value>();
        names.put("key", key);
        names.put("value", e.value());
        Map<String, Source> parts =
                set ? Map.of() : Map.of("value", new Source(each.value(), env, PropertyPath.of(e.segment())));
        String text = Values.text(key).orElse("").replace("\\", "\\\\").replace("\"", "\\\"");
        return new Instance(
                address + "[\"" + text + "\"]", written, env.with("each", new Bound(new MapValue(names), parts)), true);
    }
}
