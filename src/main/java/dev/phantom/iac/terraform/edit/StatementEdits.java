package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.terraform.evaluate.Instance;
import dev.phantom.iac.terraform.evaluate.Site;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One statement block more or less in `data "aws_iam_policy_document"`.
///
/// What it writes: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
record StatementEdits(Worked worked, Instance data) {

    private static final String STATEMENT = "statement";

    /// Members of a statement in the order in which people write their arguments; those of a list are always lists.
    private static final Map<String, String> LISTS = ordered(
            "Action", "actions", "NotAction", "not_actions", "Resource", "resources", "NotResource", "not_resources");

    private static final Map<String, String> PRINCIPALS =
            ordered("Principal", "principals", "NotPrincipal", "not_principals");

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    /// @return empty where it is not one block that comes last, or that goes
    Optional<FileSpans> edit(List<Value> now, List<Value> next) {
        if (!(worked.site(data, PropertyPath.of(STATEMENT)) instanceof Site.Blocks b)
                || b.dynamic()
                || b.all().size() != now.size()) {
            return Optional.empty();
        }
        if (next.size() == now.size() + 1 && same(now, next.subList(0, now.size()))) {
            return arguments((MapValue) next.getLast()).map(content -> added(b, content));
        }
        return next.size() == now.size() - 1 && !next.isEmpty()
                ? gone(now, next).map(index -> removed(b, b.all().get(index)))
                : Optional.empty();
    }

    private static Optional<Integer> gone(List<Value> now, List<Value> next) {
        for (int i = 0; i < now.size(); i++) {
            var others = new ArrayList<>(now);
            others.remove(i);
            if (same(others, next)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Bodies bodies(Site.Blocks b) {
        return new Bodies(new SourceLines(b.file()), data.env().scope().address());
    }

    private FileSpans added(Site.Blocks b, MapValue content) {
        return FileSpans.at(
                b.file(), b.in().start(), Optional.of(STATEMENT), bodies(b).block(b.in(), STATEMENT, content));
    }

    private FileSpans removed(Site.Blocks b, Block gone) {
        return FileSpans.at(b.file(), gone.start(), Optional.empty(), bodies(b).removed(b.in(), gone))
                .widened(true);
    }

    /// A statement as its block writes it; empty if it has a member that no argument writes.
    private static Optional<MapValue> arguments(MapValue statement) {
        Map<String, Value> all = new LinkedHashMap<>();
        if (statement.get("Sid") instanceof Scalar sid) {
            all.put("sid", sid);
        }
        if (statement.get("Effect") instanceof Scalar effect && !effect.text().equals("Allow")) {
            all.put("effect", effect);
        }
        LISTS.forEach((member, argument) -> put(all, argument, statement.get(member)));
        PRINCIPALS.forEach((member, argument) -> {
            if (statement.get(member) instanceof Value who) {
                all.put(argument, principals(who));
            }
        });
        if (statement.get("Condition") instanceof MapValue tests) {
            all.put("condition", conditions(tests));
        }
        var known = Set.of("Sid", "Effect", "Condition");
        return statement.entries().keySet().stream()
                        .allMatch(key -> known.contains(key) || LISTS.containsKey(key) || PRINCIPALS.containsKey(key))
                ? Optional.of(new MapValue(all))
                : Optional.empty();
    }

    private static void put(Map<String, Value> all, String argument, @org.jspecify.annotations.Nullable Value value) {
        if (value != null) {
            all.put(argument, list(value));
        }
    }

    private static ListValue list(Value value) {
        return value instanceof ListValue l ? l : new ListValue(List.of(value));
    }

    private static Value principals(Value who) {
        var byType = who instanceof MapValue map ? map : new MapValue(Map.of("*", who));
        List<Value> blocks = new ArrayList<>();
        byType.entries().forEach((type, identifiers) -> {
            Map<String, Value> block = new LinkedHashMap<>();
            block.put("type", Value.string(type));
            block.put("identifiers", list(identifiers));
            blocks.add(new MapValue(block));
        });
        return new ListValue(blocks);
    }

    private static Value conditions(MapValue tests) {
        List<Value> blocks = new ArrayList<>();
        tests.entries().forEach((test, variables) -> {
            if (variables instanceof MapValue map) {
                map.entries().forEach((variable, values) -> {
                    Map<String, Value> block = new LinkedHashMap<>();
                    block.put("test", Value.string(test));
                    block.put("variable", Value.string(variable));
                    block.put("values", list(values));
                    blocks.add(new MapValue(block));
                });
            }
        });
        return new ListValue(blocks);
    }

    private static boolean same(List<Value> some, List<Value> others) {
        return some.stream()
                .map(StatementEdits::plain)
                .toList()
                .equals(others.stream().map(StatementEdits::plain).toList());
    }

    /// Without what means nothing in a policy: the order of members and of elements, and a list around one.
    private static String plain(Value value) {
        return switch (value.settled()) {
            case MapValue map -> {
                var sorted = new TreeMap<String, String>();
                map.entries().forEach((key, item) -> sorted.put(key, plain(item)));
                yield sorted.toString();
            }
            case ListValue list
            when list.items().size() == 1 -> plain(list.items().getFirst());
            case ListValue list ->
                list.items().stream()
                        .map(StatementEdits::plain)
                        .sorted(Comparator.naturalOrder())
                        .toList()
                        .toString();
            case Scalar scalar -> scalar.text();
            case Value other -> other.toString();
        };
    }
}
