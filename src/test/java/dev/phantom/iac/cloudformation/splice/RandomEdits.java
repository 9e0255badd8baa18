package dev.phantom.iac.cloudformation.splice;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Edit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Random edits of one document. `Splice` itself holds each against the edited model, so what comes back is right or
/// refused; here refusals are counted, with their reasons.
public final class RandomEdits {
    private final RandomGenerator random;
    final Map<String, Integer> done = new TreeMap<>();
    final Map<String, Integer> refused = new TreeMap<>();
    final List<String> examples = new ArrayList<>();

    public RandomEdits(RandomGenerator random) {
        this.random = random;
    }

    /// A place in a document and what stands there.
    record Spot(PropertyPath path, Value value) {}

    static List<Spot> spots(Value document) {
        List<Spot> all = new ArrayList<>();
        collect(document, PropertyPath.ROOT, all);
        return all;
    }

    private static void collect(Value value, PropertyPath at, List<Spot> all) {
        all.add(new Spot(at, value));
        switch (value) {
            case MapValue m -> m.entries().forEach((k, v) -> collect(v, at.child(k), all));
            case ListValue l -> {
                for (int i = 0; i < l.items().size(); i++) {
                    collect(l.items().get(i), at.child(i), all);
                }
            }
            case Intrinsic i -> collect(i.argument(), at.child(i.name()), all);
            case Value other -> {}
        }
    }

    /// One edit of each kind, each on the untouched text.
    public void each(String file, String text) {
        List<Spot> spots = spots(DocumentReader.value(file, text));
        pick(spots, Scalar.class)
                .ifPresent(s -> attempt("replace scalar", file, text, new Edit.Put(s.path(), scalar())));
        pick(spots, Scalar.class)
                .filter(s -> !s.path().last().matches("Ref|Condition"))
                .ifPresent(s -> attempt(
                        "scalar by collection",
                        file,
                        text,
                        new Edit.Put(s.path(), random.nextBoolean() ? map() : list())));
        pick(spots, MapValue.class)
                .filter(s -> !s.path().isRoot())
                .ifPresent(s -> attempt("collection by scalar", file, text, new Edit.Put(s.path(), scalar())));
        pick(spots, MapValue.class)
                .ifPresent(s -> attempt(
                        "add entry", file, text, new Edit.Put(s.path().child("ZzAdded" + random.nextInt(100)), any())));
        pick(spots, ListValue.class).ifPresent(s -> attempt("append", file, text, new Edit.Append(s.path(), any())));
        pick(spots, MapValue.class)
                .filter(s -> !((MapValue) s.value()).entries().isEmpty())
                .ifPresent(s -> {
                    var keys = List.copyOf(((MapValue) s.value()).entries().keySet());
                    attempt(
                            keys.size() == 1 ? "remove only entry" : "remove entry",
                            file,
                            text,
                            new Edit.Remove(s.path().child(keys.get(random.nextInt(keys.size())))));
                });
        pick(spots, ListValue.class)
                .filter(s -> !((ListValue) s.value()).items().isEmpty())
                .ifPresent(s -> {
                    int size = ((ListValue) s.value()).items().size();
                    attempt(
                            size == 1 ? "remove only item" : "remove item",
                            file,
                            text,
                            new Edit.Remove(s.path().child(random.nextInt(size))));
                });
        pick(spots, Intrinsic.class)
                .ifPresent(s -> attempt("replace function", file, text, new Edit.Put(s.path(), any())));
    }

    private java.util.Optional<Spot> pick(List<Spot> spots, Class<? extends Value> kind) {
        var fitting = spots.stream()
                .filter(s -> kind.isInstance(s.value()) && !s.path().isRoot())
                .toList();
        return fitting.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(fitting.get(random.nextInt(fitting.size())));
    }

    void attempt(String kind, String file, String text, Edit edit) {
        try {
            Splice.apply(file, text, edit);
            done.merge(kind, 1, Integer::sum);
        } catch (PhantomException e) {
            if (e.diagnostic().code() != Code.PATCH_REFUSED && e.diagnostic().code() != Code.PATCH_NO_SUCH_PATH) {
                throw e;
            }
            refused.merge(kind, 1, Integer::sum);
            examples.add(kind + " " + file + " " + edit + ": " + e.diagnostic().summary());
        }
    }

    Scalar scalar() {
        String[] texts = {
            "changed",
            "db.r5.4xlarge",
            "a: b",
            "x #y",
            "yes",
            "0123",
            "2012-10-17",
            "it's",
            "\"q\"",
            "",
            "*",
            "two\nlines\n",
            "tab\there",
            "ünï",
            "😀",
            "arn:aws:s3:::b/*",
            "- dash",
            "{{x}}",
            "no newline\nat end",
            "@at",
            "1e3"
        };
        return random.nextInt(4) == 0
                ? Value.plain(random.nextBoolean() ? Integer.toString(random.nextInt(70_000)) : "true")
                : Value.string(texts[random.nextInt(texts.length)]);
    }

    Value map() {
        return new MapValue(Map.of(
                "Key", scalar(), "Nested", new ListValue(List.of(scalar(), new MapValue(Map.of("A", scalar()))))));
    }

    Value list() {
        return new ListValue(List.of(scalar(), map(), new ListValue(List.of(scalar()))));
    }

    Value any() {
        return switch (random.nextInt(6)) {
            case 0 -> map();
            case 1 -> list();
            case 2 -> new Intrinsic("Ref", Value.string("Thing"));
            case 3 -> new Intrinsic("Fn::GetAtt", Value.list(Value.string("Thing"), Value.string("Arn")));
            case 4 ->
                new Intrinsic("Fn::If", Value.list(Value.string("C"), scalar(), new Intrinsic("Fn::Sub", scalar())));
            default -> scalar();
        };
    }
}
