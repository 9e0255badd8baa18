package dev.phantom.iac.cloudformation.edit;

import dev.phantom.iac.cloudformation.template.SubText;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Who reads a parameter, a cell of a mapping or a resource, by document path.
final class Readers {
    private Readers() {}

    static List<PropertyPath> of(Template template, String name) {
        return find(template, call -> names(call, name));
    }

    /// @param cell the map, its top-level key and its second-level key; a key that is computed may be any
    static List<PropertyPath> ofCell(Template template, List<String> cell) {
        return find(
                template,
                call -> call.name().equals("Fn::FindInMap")
                        && call.argument() instanceof ListValue(List<Value> keys)
                        && mayBe(keys, cell));
    }

    private static boolean mayBe(List<Value> keys, List<String> cell) {
        for (int i = 0; i < Math.min(keys.size(), cell.size()); i++) {
            if (keys.get(i) instanceof Scalar key && !key.text().equals(cell.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<PropertyPath> find(Template template, Predicate<Intrinsic> matches) {
        List<PropertyPath> found = new ArrayList<>();
        walk(template.document(), PropertyPath.ROOT, matches, found);
        return found;
    }

    private static void walk(Value value, PropertyPath at, Predicate<Intrinsic> matches, List<PropertyPath> found) {
        switch (value) {
            case MapValue m -> m.entries().forEach((k, v) -> walk(v, at.child(k), matches, found));
            case ListValue l -> {
                for (int i = 0; i < l.items().size(); i++) {
                    walk(l.items().get(i), at.child(i), matches, found);
                }
            }
            case Intrinsic call -> {
                if (matches.test(call)) {
                    found.add(at);
                }
                walk(call.argument(), at.child(call.name()), matches, found);
            }
            case Value other -> {}
        }
    }

    private static boolean names(Intrinsic call, String name) {
        return switch (call.name()) {
            case "Ref" -> call.argument() instanceof Scalar s && s.text().equals(name);
            case "Fn::GetAtt" ->
                switch (call.argument()) {
                    case Scalar s -> s.text().startsWith(name + ".");
                    case ListValue l ->
                        !l.items().isEmpty() && l.items().getFirst().equals(Value.string(name))
                                || !l.items().isEmpty() && l.items().getFirst().equals(Value.plain(name));
                    case Value other -> false;
                };
            case "Fn::Sub" ->
                switch (call.argument()) {
                    case Scalar s -> mentions(s.text(), name);
                    case ListValue l ->
                        !l.items().isEmpty() && l.items().getFirst() instanceof Scalar s && mentions(s.text(), name);
                    case Value other -> false;
                };
            default -> false;
        };
    }

    private static boolean mentions(String text, String name) {
        return SubText.parse(text).stream()
                .anyMatch(
                        part -> part instanceof SubText.Name(String n) && (n.equals(name) || n.startsWith(name + ".")));
    }

    /// For people: `Web /Tags/0/Value`, `the condition IsProd`, `the output Url`.
    static String describe(PropertyPath use) {
        List<String> s = use.segments();
        return switch (s.getFirst()) {
            case "Resources" ->
                s.size() > 2 && s.get(2).equals("Properties")
                        ? s.get(1) + " " + new PropertyPath(s.subList(3, s.size()))
                        : s.get(1);
            case "Conditions" -> "the condition " + s.get(1);
            case "Outputs" -> "the output " + s.get(1);
            default -> use.toString();
        };
    }
}
