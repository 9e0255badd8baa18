package dev.phantom.iac.terraform.syntax;

import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Expression.Call;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Paren;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file of HCL as one value, and where its nodes stand. Blocks of the same type and labels are a list below
/// `type.label.label`: `/resource.aws_instance.web/0/ami`. What is computed is an [Intrinsic]: a call by its name,
/// every other expression as `expression` with its text.
public final class HclDocument {

    private static final String EXPRESSION = "expression";

    private final HclFile file;
    private final Map<PropertyPath, int[]> spans = new LinkedHashMap<>();
    /// By where they begin, outer ones first.
    private final List<Map.Entry<PropertyPath, int[]>> ordered;

    private final MapValue value;

    public HclDocument(HclFile file) {
        this.file = file;
        this.value = body(file.body(), PropertyPath.ROOT);
        this.ordered = new ArrayList<>(spans.entrySet());
        ordered.sort(Comparator.<Map.Entry<PropertyPath, int[]>>comparingInt(e -> e.getValue()[0])
                .thenComparingInt(e -> -e.getValue()[1]));
    }

    public MapValue value() {
        return value;
    }

    public Optional<SourceSpan> span(PropertyPath path) {
        return Optional.ofNullable(spans.get(path))
                .map(s -> new SourceSpan(s[0], s[1], file.line(s[0]), file.column(s[0])));
    }

    /// The innermost node around a place.
    public PropertyPath around(int offset) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (ordered.get(middle).getValue()[0] <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0; i--) {
            if (offset < ordered.get(i).getValue()[1]) {
                return ordered.get(i).getKey();
            }
        }
        return PropertyPath.ROOT;
    }

    /// The key of a block in the body that it stands in.
    public static String key(Block block) {
        return block.labels().isEmpty() ? block.type() : block.type() + "." + String.join(".", block.labels());
    }

    private MapValue body(Body body, PropertyPath at) {
        Map<String, Value> entries = new LinkedHashMap<>();
        Map<String, List<Value>> blocks = new LinkedHashMap<>();
        for (Body.Item item : body.items()) {
            switch (item) {
                case Attribute a -> {
                    spans.put(
                            at.child(a.name()),
                            new int[] {a.value().start(), a.value().end()});
                    entries.put(a.name(), value(a.value(), at.child(a.name())));
                }
                case Block b -> {
                    var list = blocks.computeIfAbsent(key(b), k -> new ArrayList<>());
                    var path = at.child(key(b)).child(list.size());
                    spans.put(path, new int[] {b.start(), b.end()});
                    list.add(body(b.body(), path));
                }
            }
        }
        blocks.forEach((key, list) -> entries.merge(key, new ListValue(list), (a, b) -> new ListValue(List.of(a, b))));
        return new MapValue(entries);
    }

    private Value value(Expression expression, PropertyPath at) {
        spans.put(at, new int[] {expression.start(), expression.end()});
        return switch (expression) {
            case Literal l -> Value.plain(l.text());
            case Template t
            when t.isPlain() -> new Scalar(t.text(), t.heredoc() == null ? Scalar.Style.QUOTED : Scalar.Style.BLOCK);
            case Tuple t -> list(t.items(), at);
            case ObjectCons o -> object(o, at);
            case Paren p -> value(p.inner(), at);
            case Call c -> new Intrinsic(c.function(), list(c.arguments(), at.child(c.function())));
            case Expression other -> new Intrinsic(EXPRESSION, Value.string(file.text(other)));
        };
    }

    private ListValue list(List<Expression> items, PropertyPath at) {
        List<Value> values = new ArrayList<>();
        for (Expression item : items) {
            values.add(value(item, at.child(values.size())));
        }
        return new ListValue(values);
    }

    private MapValue object(ObjectCons object, PropertyPath at) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Entry entry : object.entries()) {
            String key = key(entry, file);
            entries.put(key, value(entry.value(), at.child(key)));
        }
        return new MapValue(entries);
    }

    /// What a key says, or how it is computed.
    private static String key(Entry entry, HclFile file) {
        return switch (entry.key()) {
            case Name n -> n.text();
            case Literal l -> l.text();
            case Template t when t.isPlain() -> t.text();
            case Expression other -> file.text(other);
        };
    }
}
