package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One instance of a module while it is worked out.
///
/// @param address `module.db["a"]`, empty for the root module
/// @param call    where it is called; null for the root module
/// @param values  what was worked out of variables, locals and blocks, by name
/// @param open    names that are being worked out: one that is asked for again refers to itself
public record ModuleScope(
        ModuleSource source,
        String address,
        @Nullable Call call,
        Map<String, Value> values,
        Set<String> open) {

    /// @param within  the calling module, with the names of this instance of the call
    public record Call(Written written, Env within) {}

    public static ModuleScope of(ModuleSource source, String address, @Nullable Call call) {
        return new ModuleScope(source, address, call, new HashMap<>(), new HashSet<>());
    }

    String prefix() {
        return address.isEmpty() ? "" : address + ".";
    }

    /// What names stand for at one place: those of the module and those bound around the expression.
    ///
    /// @param file  the expression's
    /// @param names `each`, `count`, names of `for` and of `dynamic`
    public record Env(ModuleScope scope, HclFile file, Map<String, Bound> names) {

        static Env of(ModuleScope scope, HclFile file) {
            return new Env(scope, file, Map.of());
        }

        Env with(String name, Bound bound) {
            Map<String, Bound> all = new LinkedHashMap<>(names);
            all.put(name, bound);
            return new Env(scope, file, all);
        }

        Env in(HclFile other) {
            return new Env(scope, other, names);
        }
    }

    /// @param parts by path below the name, where each part of the value is written: `key` and `value` of `each`
    public record Bound(Value value, Map<String, Source> parts) {

        Optional<Source> part(String name) {
            return Optional.ofNullable(parts.get(name));
        }
    }

    /// A part of what an expression stands for.
    public record Source(Expression expression, Env env, PropertyPath below) {

        Source child(String segment) {
            return new Source(expression, env, below.child(segment));
        }
    }
}
