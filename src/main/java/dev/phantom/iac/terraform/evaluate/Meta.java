package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Attr;
import dev.phantom.iac.terraform.syntax.Expression.Index;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a resource says beside its arguments: `lifecycle`, of which `ignore_changes` is a list of paths
/// (`/tags/Name`; the empty path for `all`), and whatever else is written there, as text.
final class Meta {

    private static final List<String> TEXTS = List.of("provider", "depends_on");
    /// What is worked out, where it can be: each instance is declared then.
    private static final List<String> NUMBERS = List.of("count", "for_each");

    private Meta() {}

    static MapValue of(Written written, boolean sure) {
        Map<String, Value> all = new LinkedHashMap<>();
        var body = written.block().body();
        List<String> names = new ArrayList<>(TEXTS);
        names.addAll(sure ? List.of() : NUMBERS);
        names.forEach(name -> body.attribute(name)
                .ifPresent(a -> all.put(name, Value.string(written.file().text(a.value())))));
        body.blocks("lifecycle").findFirst().ifPresent(block -> {
            Map<String, Value> lifecycle = new LinkedHashMap<>();
            block.body()
                    .attributes()
                    .forEach(a -> lifecycle.put(
                            a.name(),
                            a.name().equals("ignore_changes")
                                    ? ignored(a.value())
                                    : Value.string(written.file().text(a.value()))));
            all.put("lifecycle", new MapValue(lifecycle));
        });
        return new MapValue(all);
    }

    private static Value ignored(Expression value) {
        if (value instanceof Tuple t) {
            return new ListValue(t.items().stream()
                    .flatMap(i -> path(i).stream())
                    .map(p -> (Value) Value.string(p.toString()))
                    .toList());
        }
        return Value.list(Value.string(""));
    }

    private static Optional<PropertyPath> path(Expression expression) {
        return switch (expression) {
            case Name n -> Optional.of(PropertyPath.of(n.text()));
            case Template t when t.isPlain() -> Optional.of(PropertyPath.of(t.text()));
            case Attr a -> path(a.of()).map(p -> p.child(a.name()));
            case Index i ->
                path(i.of()).flatMap(p -> switch (i.key()) {
                    case Template t when t.isPlain() -> Optional.of(p.child(t.text()));
                    case Literal l -> Optional.of(p.child(l.text()));
                    case Expression other -> Optional.empty();
                });
            case Expression other -> Optional.empty();
        };
    }
}
