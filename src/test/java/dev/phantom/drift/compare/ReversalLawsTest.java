package dev.phantom.drift.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Laws of undoing over generated models whose lists lose, gain, change and swap elements. A failure names its seed.
class ReversalLawsTest {

    private static final int RUNS = 1_000;

    /// Keys that stay, so that elements and policies are still known for what they are.
    private static final List<String> FIXED = List.of("Name", "Effect", "Statement");

    /// The kinds of values whose elements nothing can mistake for each other.
    private static final int DISTINCT = 3;

    private static final List<String> TYPES =
            List.of("AWS::EC2::SecurityGroup", "AWS::IAM::Role", "AWS::Lambda::Function", "Acme::Un::Known");

    @Test
    void withEverythingUndoneNothingDiffers() {
        each((random, type, safe, live) -> {
            var back = Reversal.of(live, found(type, safe, live)).orElseThrow();
            assertThat(found(type, safe, back)).isEmpty();
        });
    }

    @Test
    void withSomeUndoneOnlyTheOthersDiffer() {
        each(DISTINCT, (random, type, safe, live) -> {
            var found = found(type, safe, live);
            var some = found.stream().filter(c -> random.nextBoolean()).toList();
            var others = found.stream().filter(c -> !some.contains(c)).toList();
            var left = found(type, safe, Reversal.of(live, some).orElseThrow());
            assertThat(texts(others)).containsAllEntriesOf(texts(left));
            assertThat(left.isEmpty()).isEqualTo(others.isEmpty());
        });
    }

    @Test
    void inTwoStepsIsAsInOne() {
        each((random, type, safe, live) -> {
            var some = found(type, safe, live).stream()
                    .filter(c -> random.nextBoolean())
                    .toList();
            var half = Reversal.of(live, some).orElseThrow();
            var back = Reversal.of(half, found(type, safe, half)).orElseThrow();
            assertThat(found(type, safe, back)).isEmpty();
        });
    }

    private static List<Change> found(String type, MapValue safe, MapValue live) {
        return Compare.compare(type, safe, live).changes();
    }

    /// How often each text stands on each side of the changes: what differs, however it is paired.
    static TreeMap<String, Integer> texts(List<Change> changes) {
        var texts = new TreeMap<String, Integer>();
        for (var change : changes) {
            change.expectedValue().ifPresent(v -> leaves(v).forEach(t -> texts.merge("- " + t, 1, Integer::sum)));
            change.actualValue().ifPresent(v -> leaves(v).forEach(t -> texts.merge("+ " + t, 1, Integer::sum)));
        }
        return texts;
    }

    private static Stream<String> leaves(Value value) {
        return switch (value) {
            case MapValue map -> map.entries().values().stream().flatMap(ReversalLawsTest::leaves);
            case ListValue list -> list.items().stream().flatMap(ReversalLawsTest::leaves);
            case Scalar s -> Stream.of(s.text());
            case Value other -> Stream.empty();
        };
    }

    private interface Law {
        void check(Random random, String type, MapValue safe, MapValue live);
    }

    private static void each(Law law) {
        each(5, law);
    }

    private static void each(int kinds, Law law) {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new Random(seed);
            var type = TYPES.get(random.nextInt(TYPES.size()));
            var safe = map(random, 4, kinds);
            var live = (MapValue) mutated(safe, random, kinds > DISTINCT);
            try {
                law.check(random, type, safe, live);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed %d, %s%n safe %s%n live %s%n %s".formatted(seed, type, safe, live, e.getMessage()), e);
            }
        }
    }

    private static MapValue map(Random random, int depth, int kinds) {
        var entries = new LinkedHashMap<String, Value>();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            entries.put("P" + i, value(random, depth - 1, kinds));
        }
        if (kinds > DISTINCT && random.nextInt(3) == 0) {
            entries.put("PolicyDocument", policy(random));
        }
        return new MapValue(entries);
    }

    private static Value value(Random random, int depth, int kinds) {
        if (depth <= 0) {
            return scalar(random, kinds);
        }
        return switch (random.nextInt(kinds)) {
            case 0 -> map(random, depth, kinds);
            case 1 -> keyed(random, depth - 1, kinds);
            case 2 -> list(random, r -> scalar(r, kinds));
            case 3 -> list(random, r -> map(r, depth - 1, kinds));
            default -> list(random, r -> list(r, x -> scalar(x, kinds)));
        };
    }

    private static ListValue list(Random random, Function<Random, Value> element) {
        var items = new ArrayList<Value>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            items.add(element.apply(random));
        }
        return new ListValue(items);
    }

    private static ListValue keyed(Random random, int depth, int kinds) {
        var items = new ArrayList<Value>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            var entries = new LinkedHashMap<String, Value>();
            entries.put("Name", Value.string("n" + i));
            entries.putAll(map(random, depth, kinds).entries());
            items.add(new MapValue(entries));
        }
        return new ListValue(items);
    }

    private static MapValue policy(Random random) {
        return new MapValue(Map.of("Statement", list(random, ReversalLawsTest::statement)));
    }

    private static MapValue statement(Random random) {
        var entries = new LinkedHashMap<String, Value>();
        entries.put("Effect", Value.string("Allow"));
        entries.put("Action", list(random, r -> Value.string("s:A" + r.nextInt(9))));
        entries.put("Resource", list(random, r -> Value.string("arn:aws:s3:::b" + r.nextInt(9))));
        return new MapValue(entries);
    }

    private static Value scalar(Random random, int kinds) {
        return Value.string("v" + random.nextInt(kinds > DISTINCT ? 12 : 1_000_000));
    }

    /// With elements changed, gone, new and swapped, at any depth.
    private static Value mutated(Value value, Random random, boolean swapping) {
        return switch (value) {
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, v) -> {
                    if (random.nextInt(12) != 0 || FIXED.contains(key)) {
                        entries.put(
                                key,
                                FIXED.contains(key) && !key.equals("Statement") ? v : mutated(v, random, swapping));
                    }
                });
                yield new MapValue(entries);
            }
            case ListValue list -> new ListValue(mutated(list.items(), random, swapping));
            case Scalar s when random.nextInt(6) == 0 -> Value.string("w" + random.nextInt(1_000_000));
            case Value other -> other;
        };
    }

    private static List<Value> mutated(List<Value> items, Random random, boolean swapping) {
        var all = new ArrayList<Value>();
        for (var item : items) {
            if (random.nextInt(4) != 0) {
                all.add(mutated(item, random, swapping));
            }
            if (random.nextInt(6) == 0 && item instanceof Scalar) {
                all.add(Value.string("x" + random.nextInt(1_000_000)));
            }
        }
        if (all.size() > 1 && (swapping || all.getFirst() instanceof MapValue) && random.nextInt(3) == 0) {
            Collections.swap(all, random.nextInt(all.size()), random.nextInt(all.size()));
        }
        return all;
    }
}
