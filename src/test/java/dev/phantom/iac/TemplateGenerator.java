package dev.phantom.iac;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Templates out of a seed: parameters, mappings, conditions, resources with every function, outputs. The same seed
/// makes
/// the same template; a failing test prints it, `-Dphantom.seed=…` replays it.
public final class TemplateGenerator {
    private static final String[] WORDS = {
        "web",
        "db.r5.large",
        "10.0.0.0/16",
        "arn:aws:s3:::bucket/*",
        "yes",
        "0123",
        "2012-10-17",
        "it's",
        "say \"hi\"",
        "a: b",
        "x #y",
        "",
        "*",
        "- dash",
        "ünïcode",
        "😀 smile",
        "true story",
        "null",
        "1e3",
        "@at",
        "%p",
        "{{x}}",
        "[a]",
        "tab\there",
        "one\ntwo\n",
        "no end\nhere",
        " padded ",
        "&amp",
        "!bang",
        "|",
        ">",
        "54:30",
        "~",
        "=",
        "<<"
    };

    private final Random random;
    private int named;

    public TemplateGenerator(long seed) {
        this.random = new Random(seed);
    }

    /// Seeds for a law: the one given by `-Dphantom.seed`, else `count` of them.
    public static List<Long> seeds(int count) {
        String given = System.getProperty("phantom.seed", "");
        if (!given.isEmpty()) {
            return List.of(Long.parseLong(given));
        }
        List<Long> seeds = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            seeds.add(i * 7919);
        }
        return seeds;
    }

    public Random random() {
        return random;
    }

    /// A whole template; evaluates without an unknown but for references to its own resources.
    public MapValue document() {
        Map<String, Value> document = new LinkedHashMap<>();
        document.put("AWSTemplateFormatVersion", Value.string("2010-09-09"));
        document.put(
                "Parameters",
                map("P0", parameter("String"), "P1", parameter("Number"), "P2", parameter("CommaDelimitedList")));
        document.put(
                "Mappings",
                map("M", map("a", map("x", scalar(), "y", Value.list(scalar(), scalar())), "b", map("x", scalar()))));
        document.put(
                "Conditions",
                map(
                        "Yes",
                        call("Fn::Equals", Value.list(ref("P0"), ref("P0"))),
                        "No",
                        call("Fn::Not", Value.list(call("Condition", Value.string("Yes"))))));
        Map<String, Value> resources = new LinkedHashMap<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            resources.put("R" + i, resource(i));
        }
        document.put("Resources", new MapValue(resources));
        if (random.nextBoolean()) {
            document.put(
                    "Outputs",
                    map("Out", map("Value", call("Fn::GetAtt", Value.list(Value.string("R0"), Value.string("Arn"))))));
        }
        return new MapValue(document);
    }

    private Value parameter(String type) {
        return switch (type) {
            case "Number" ->
                map("Type", Value.string(type), "Default", Value.plain(Integer.toString(random.nextInt(9000))));
            case "CommaDelimitedList" -> map("Type", Value.string(type), "Default", Value.string("a,b,c"));
            default ->
                map(
                        "Type",
                        Value.string(type),
                        "Default",
                        Value.string("word" + random.nextInt(99)),
                        "Description",
                        scalar());
        };
    }

    private Value resource(int index) {
        Map<String, Value> body = new LinkedHashMap<>();
        body.put("Type", Value.string("AWS::Test::Thing" + index % 3));
        if (random.nextInt(4) == 0) {
            body.put("Condition", Value.string(random.nextInt(4) == 0 ? "No" : "Yes"));
        }
        if (random.nextInt(4) == 0) {
            body.put("DeletionPolicy", Value.string("Retain"));
        }
        Map<String, Value> properties = new LinkedHashMap<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            properties.put("Prop" + (char) ('A' + random.nextInt(26)), value(3));
        }
        body.put("Properties", new MapValue(properties));
        return new MapValue(body);
    }

    /// Any value, at most `depth` deep.
    public Value value(int depth) {
        int kind = random.nextInt(depth <= 0 ? 5 : 11);
        return switch (kind) {
            case 0, 1, 2 -> scalar();
            case 3 -> Value.plain(random.nextBoolean() ? Integer.toString(random.nextInt(100_000)) : "true");
            case 4 -> ref(random.nextBoolean() ? "P0" : "P1");
            case 5, 6 -> values(depth - 1);
            case 7, 8 -> entries(depth - 1);
            default -> function(depth - 1);
        };
    }

    private Value values(int depth) {
        List<Value> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(depth));
        }
        return new ListValue(items);
    }

    private Value entries(int depth) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.put("Key" + named++, value(depth));
        }
        return new MapValue(entries);
    }

    private Value function(int depth) {
        return switch (random.nextInt(10)) {
            case 0 ->
                call(
                        "Fn::If",
                        Value.list(Value.string(random.nextBoolean() ? "Yes" : "No"), value(depth), value(depth)));
            case 1 -> call("Fn::Join", Value.list(Value.string("-"), Value.list(word(), ref("P0"), word())));
            case 2 -> call("Fn::Sub", Value.string("pre-${P0}-${!lit}-" + random.nextInt(9)));
            case 3 -> call("Fn::Select", Value.list(Value.plain("1"), Value.list(word(), word(), word())));
            case 4 ->
                call(
                        "Fn::FindInMap",
                        Value.list(
                                Value.string("M"), Value.string(random.nextBoolean() ? "a" : "b"), Value.string("x")));
            case 5 -> call("Fn::Base64", call("Fn::Sub", Value.string("#!/bin/sh\necho ${P0}\n")));
            case 6 -> call("Fn::GetAtt", Value.list(Value.string("R0"), Value.string("Arn")));
            case 7 -> call("Fn::Split", Value.list(Value.string(","), Value.string("p,q,r")));
            case 8 -> ref("P2");
            default -> ref("R0");
        };
    }

    private Scalar word() {
        return Value.string("w" + random.nextInt(100));
    }

    /// Text, often awkward text.
    public Scalar scalar() {
        return Value.string(
                random.nextBoolean() ? "plain" + random.nextInt(1000) : WORDS[random.nextInt(WORDS.length)]);
    }

    private static Intrinsic ref(String name) {
        return call("Ref", Value.string(name));
    }

    private static Intrinsic call(String name, Value argument) {
        return new Intrinsic(name, argument);
    }

    private static MapValue map(Object... pairs) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            entries.put((String) pairs[i], (Value) pairs[i + 1]);
        }
        return new MapValue(entries);
    }

    /// The document in YAML, in the habits that this generator's seed gives it.
    public String yaml(MapValue document) {
        return new YamlPrinter(random).print(document);
    }

    /// The document in JSON.
    public String json(MapValue document) {
        return new JsonPrinter(random).print(document);
    }
}
