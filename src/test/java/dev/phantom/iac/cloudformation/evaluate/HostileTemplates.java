package dev.phantom.iac.cloudformation.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Templates that ask for more than anybody has: functions of every kind in one another, each given what another made,
/// twice where it takes two; wide lists, deep nests, mappings that find each other, conditions that name each other,
/// loops in loops.
final class HostileTemplates {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CONDITIONS = List.of("C0", "C1", "C2", "C3");

    private final Random random;

    HostileTemplates(long seed) {
        this.random = new Random(seed);
    }

    String text() {
        var root = JSON.createObjectNode();
        if (random.nextInt(3) == 0) {
            root.put("Transform", "AWS::LanguageExtensions");
        }
        var parameters = root.putObject("Parameters");
        parameters.putObject("Text").put("Type", "String").put("Default", "x".repeat(1 << random.nextInt(12)));
        parameters
                .putObject("List")
                .put("Type", "CommaDelimitedList")
                .put("Default", "a,".repeat(1 << random.nextInt(10)));
        parameters.putObject("Open").put("Type", "String");
        mappings(root.putObject("Mappings").putObject("M").putObject("c"));
        var conditions = root.putObject("Conditions");
        CONDITIONS.forEach(name -> conditions.set(name, condition(6)));
        var resources = root.putObject("Resources");
        for (var i = 0; i < 1 + random.nextInt(4); i++) {
            var resource = resources.putObject("R" + i).put("Type", "AWS::SQS::Queue");
            if (random.nextBoolean()) {
                resource.put("Condition", oneOf(CONDITIONS));
            }
            var properties = resource.putObject("Properties");
            for (var j = 0; j < 1 + random.nextInt(3); j++) {
                properties.set("P" + j, value(random.nextInt(5), hard()));
            }
        }
        if (random.nextInt(4) == 0) {
            resources.set("Fn::ForEach::Loop", loop(3));
        }
        return root.toString();
    }

    /// Each cell is made of the one before, mostly twice.
    private void mappings(ObjectNode cells) {
        cells.put("k0", "x".repeat(1 + random.nextInt(64)));
        var grows = growing();
        for (var i = 1; i < 10 + random.nextInt(40); i++) {
            cells.set("k" + i, grows.apply(cell(i - 1)));
        }
    }

    private static JsonNode cell(int index) {
        return call("Fn::FindInMap", list("M", "c", "k" + index));
    }

    /// The innermost value.
    private JsonNode hard() {
        return switch (random.nextInt(6)) {
            case 0 -> cell(random.nextInt(50));
            case 1 -> call("Ref", JSON.getNodeFactory().textNode("List"));
            case 2 -> nested(growing(), 1 + random.nextInt(60));
            case 3 -> wide();
            case 4 -> doubledSub(1 + random.nextInt(60));
            default ->
                call(
                        "Fn::Cidr",
                        list("10.0.0.0/" + random.nextInt(33), "" + random.nextInt(400), "" + random.nextInt(33)));
        };
    }

    private JsonNode nested(UnaryOperator<JsonNode> function, int times) {
        JsonNode value = JSON.getNodeFactory().textNode("x".repeat(1 + random.nextInt(100)));
        var size = 1L;
        for (var i = 0; i < times && size < 20_000; i++) {
            value = function.apply(value);
            size = value.toString().length();
        }
        return value;
    }

    /// `Fn::Sub`, whose variable is another one, named twice.
    private static JsonNode doubledSub(int levels) {
        JsonNode value = JSON.getNodeFactory().textNode("xy");
        for (var i = 0; i < levels; i++) {
            var arguments = JSON.createArrayNode().add("${A}${A}");
            arguments.addObject().set("A", value);
            value = call("Fn::Sub", arguments);
        }
        return value;
    }

    private JsonNode wide() {
        var items = JSON.createArrayNode();
        for (var i = 0; i < 1 << random.nextInt(10); i++) {
            items.add(call("Ref", JSON.getNodeFactory().textNode(random.nextBoolean() ? "Text" : "List")));
        }
        return call(
                "Fn::Join",
                JSON.createArrayNode().add("-".repeat(random.nextInt(300))).add(items));
    }

    /// Something that makes more of what it is given.
    private UnaryOperator<JsonNode> growing() {
        var condition = oneOf(CONDITIONS);
        return switch (random.nextInt(9)) {
            case 0 -> v -> call("Fn::Join", JSON.createArrayNode().add("").add(pair(v)));
            case 1 -> v -> pair(v);
            case 2 ->
                v -> {
                    var arguments = JSON.createArrayNode().add("${A}${B}${A}");
                    arguments.addObject().<ObjectNode>set("A", v).set("B", v);
                    return call("Fn::Sub", arguments);
                };
            case 3 ->
                v -> call(
                        "Fn::Split",
                        JSON.createArrayNode()
                                .add(",")
                                .add(call(
                                        "Fn::Join",
                                        JSON.createArrayNode().add(",").add(pair(v)))));
            case 4 -> v -> call("Fn::Select", JSON.createArrayNode().add(0).add(pair(v)));
            case 5 ->
                v -> call("Fn::If", JSON.createArrayNode().add(condition).add(v).add(v));
            case 6 -> v -> call("Fn::Base64", v);
            case 7 -> v -> call("Fn::ToJsonString", JSON.createArrayNode().add(v));
            default -> v -> JSON.createObjectNode().<ObjectNode>set("a", v).set("b", v);
        };
    }

    /// A value of functions of every kind around another.
    private JsonNode value(int depth, JsonNode inner) {
        if (depth == 0) {
            return inner;
        }
        var below = value(depth - 1, inner);
        return switch (random.nextInt(14)) {
            case 0 -> call("Fn::GetAZs", below);
            case 1 -> call("Fn::ImportValue", below);
            case 2 -> call("Fn::Length", below);
            case 3 ->
                call(
                        "Fn::Transform",
                        JSON.createObjectNode()
                                .put("Name", "AWS::Include")
                                .<ObjectNode>set(
                                        "Parameters", JSON.createObjectNode().set("Location", below)));
            case 4 ->
                call("Fn::FindInMap", JSON.createArrayNode().add("M").add(below).add("k1"));
            case 5 -> call("Fn::Select", JSON.createArrayNode().add(below).add(pair(below)));
            case 6 -> call("Fn::Cidr", JSON.createArrayNode().add(below).add(6).add(below));
            case 7 -> call("Fn::GetAtt", JSON.createArrayNode().add("R0").add(below));
            case 8 -> call("Fn::Split", JSON.createArrayNode().add("x").add(below));
            case 9 -> call("Fn::Unheard", below);
            default -> growing().apply(below);
        };
    }

    private JsonNode condition(int depth) {
        if (depth == 0) {
            return call("Condition", JSON.getNodeFactory().textNode(oneOf(CONDITIONS)));
        }
        return switch (random.nextInt(4)) {
            case 0 -> call("Fn::And", pair(condition(depth - 1)));
            case 1 -> call("Fn::Or", pair(condition(depth - 1)));
            case 2 -> call("Fn::Not", JSON.createArrayNode().add(condition(depth - 1)));
            default ->
                call(
                        "Fn::Equals",
                        JSON.createArrayNode().add(cell(random.nextInt(40))).add("x"));
        };
    }

    private JsonNode loop(int depth) {
        var over = JSON.createArrayNode();
        for (var i = 0; i < 1 + random.nextInt(200); i++) {
            over.add("v" + i);
        }
        var body = JSON.createObjectNode();
        if (depth > 0 && random.nextBoolean()) {
            body.set("Fn::ForEach::Inner" + depth, loop(depth - 1));
        } else {
            body.putObject("Q${I" + depth + "}")
                    .put("Type", "AWS::SQS::Queue")
                    .putObject("Properties")
                    .set("QueueName", hard());
        }
        return JSON.createArrayNode().add("I" + depth).add(over).add(body);
    }

    private static ArrayNode pair(JsonNode value) {
        return JSON.createArrayNode().add(value).add(value);
    }

    private static ObjectNode call(String function, JsonNode argument) {
        return JSON.createObjectNode().set(function, argument);
    }

    private static ArrayNode list(String... texts) {
        var all = JSON.createArrayNode();
        for (var text : texts) {
            all.add(text);
        }
        return all;
    }

    private String oneOf(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
