package dev.phantom.drift.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Laws over generated values. A failure names its seed.
class ComparisonLawsTest {

    private static final int RUNS = 2_000;
    private static final List<String> TYPES = List.of(
            "AWS::S3::Bucket", "AWS::EC2::SecurityGroup", "AWS::IAM::Role", "AWS::Lambda::Function", "Acme::Un::Known");

    @Test
    void everythingEqualsItself() {
        each((random, type, value) ->
                assertThat(Compare.compare(type, value, value).changes()).isEmpty());
    }

    @Test
    void theOrderOfKeysDoesNotMatter() {
        each((random, type, value) -> {
            var twin = (MapValue) shuffled(value, random);
            assertThat(Compare.compare(type, value, twin).changes()).isEmpty();
        });
    }

    @Test
    void howAScalarIsWrittenDoesNotMatter() {
        each((random, type, value) -> {
            var twin = (MapValue) quoted(value);
            assertThat(Compare.compare(type, value, twin).changes()).isEmpty();
        });
    }

    @Test
    void aChangedScalarIsFound() {
        each((random, type, value) -> {
            var mutated = (MapValue) changed(value, random);
            if (!mutated.equals(value)) {
                assertThat(Compare.compare("Acme::Un::Known", value, mutated).changes())
                        .isNotEmpty();
            }
        });
    }

    private interface Law {
        void check(Random random, String type, MapValue value);
    }

    private static void each(Law law) {
        for (long seed = 1; seed <= RUNS; seed++) {
            var random = new Random(seed);
            try {
                law.check(random, TYPES.get(random.nextInt(TYPES.size())), map(random, 4));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static MapValue map(Random random, int depth) {
        var entries = new LinkedHashMap<String, Value>();
        int size = 1 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
            entries.put(
                    List.of("Name", "Key", "Value", "Statement", "Policy", "Size", "Tags", "Id", "X" + i)
                            .get(random.nextInt(9)),
                    value(random, depth - 1));
        }
        return new MapValue(entries);
    }

    private static Value value(Random random, int depth) {
        int kind = depth <= 0 ? 0 : random.nextInt(4);
        if (kind == 1) {
            return map(random, depth);
        }
        if (kind == 2) {
            var items = new ArrayList<Value>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                items.add(value(random, depth - 1));
            }
            return new ListValue(items);
        }
        return scalar(random);
    }

    private static Scalar scalar(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Value.plain(Integer.toString(random.nextInt(100)));
            case 1 -> Value.plain(random.nextBoolean() ? "true" : "false");
            case 2 -> Value.string("v" + random.nextInt(20));
            case 3 -> Value.string("arn:aws:iam::111122223333:role/r" + random.nextInt(5));
            case 4 -> Value.string("{\"a\": " + random.nextInt(3) + ", \"b\": [1, 2]}");
            default -> Value.string("line " + random.nextInt(9) + "\nnext ");
        };
    }

    private static Value shuffled(Value value, Random random) {
        return switch (value) {
            case MapValue map -> {
                var all = new ArrayList<>(map.entries().entrySet());
                Collections.shuffle(all, random);
                var entries = new LinkedHashMap<String, Value>();
                all.forEach(entry -> entries.put(entry.getKey(), shuffled(entry.getValue(), random)));
                yield new MapValue(entries);
            }
            case ListValue list ->
                new ListValue(list.items().stream()
                        .map(item -> shuffled(item, random))
                        .toList());
            case Value other -> other;
        };
    }

    private static Value quoted(Value value) {
        return switch (value) {
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> entries.put(key, quoted(item)));
                yield new MapValue(entries);
            }
            case ListValue list ->
                new ListValue(
                        list.items().stream().map(ComparisonLawsTest::quoted).toList());
            case Scalar s -> Value.string(s.text());
            case Value other -> other;
        };
    }

    /// The first scalar on a random way down gets another value.
    private static Value changed(Value value, Random random) {
        return switch (value) {
            case MapValue map -> {
                var keys = new ArrayList<>(map.entries().keySet());
                var key = keys.get(random.nextInt(keys.size()));
                var entries = new LinkedHashMap<>(map.entries());
                entries.computeIfPresent(key, (k, item) -> changed(item, random));
                yield new MapValue(entries);
            }
            case ListValue list -> {
                var items = new ArrayList<>(list.items());
                if (!items.isEmpty()) {
                    int i = random.nextInt(items.size());
                    items.set(i, changed(items.get(i), random));
                }
                yield new ListValue(items);
            }
            case Scalar s -> Value.string("changed-" + random.nextInt(1000));
            case Value other -> other;
        };
    }
}
