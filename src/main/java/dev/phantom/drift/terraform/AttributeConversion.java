package dev.phantom.drift.terraform;

import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the value of an attribute becomes the value of a property, and back. What it does not understand it leaves as it
/// is: a value that is sensitive or unknown stays so.
public sealed interface AttributeConversion {

    Value property(Value attribute);

    Value attribute(Value property);

    /// Where, inside the property, what stands there inside the attribute.
    default List<String> inside(List<String> attribute) {
        return attribute;
    }

    /// The same on both sides.
    record Same() implements AttributeConversion {
        @Override
        public Value property(Value attribute) {
            return attribute;
        }

        @Override
        public Value attribute(Value property) {
            return property;
        }
    }

    /// Text on Terraform's side, a number or a boolean on AWS's.
    record Plain() implements AttributeConversion {
        @Override
        public Value property(Value attribute) {
            return attribute instanceof Scalar s ? Value.plain(s.text()) : attribute;
        }

        @Override
        public Value attribute(Value property) {
            return property instanceof Scalar s ? Value.string(s.text()) : property;
        }
    }

    /// JSON as text on Terraform's side, the document on AWS's.
    ///
    /// @param camel whether the text's keys begin small where AWS's begin with a capital: it is the API's own form
    record Json(boolean camel) implements AttributeConversion {
        /// Below these a key is the user's own.
        private static final Set<String> FREE = Set.of("dockerLabels", "options", "labels", "driverOpts");

        @Override
        public Value property(Value attribute) {
            if (!(attribute instanceof Scalar s) || s.text().isBlank()) {
                return attribute;
            }
            try {
                var document = ValueJson.parse(s.text());
                return camel ? capital(document) : document;
            } catch (IOException e) {
                return attribute;
            }
        }

        @Override
        public Value attribute(Value property) {
            return property;
        }

        @Override
        public List<String> inside(List<String> attribute) {
            return camel ? attribute.stream().map(Json::capital).toList() : attribute;
        }

        private static Value capital(Value value) {
            return switch (value) {
                case MapValue map -> {
                    Map<String, Value> entries = new LinkedHashMap<>();
                    map.entries().forEach((k, v) -> entries.put(capital(k), FREE.contains(k) ? v : capital(v)));
                    yield new MapValue(entries);
                }
                case ListValue list ->
                    new ListValue(list.items().stream().map(Json::capital).toList());
                case Value other -> other;
            };
        }

        private static String capital(String key) {
            return key.isEmpty() ? key : Character.toUpperCase(key.charAt(0)) + key.substring(1);
        }
    }

    /// A map on Terraform's side, a list of key and value on AWS's.
    record Pairs(String key, String value) implements AttributeConversion {
        @Override
        public Value property(Value attribute) {
            if (!(attribute instanceof MapValue map)) {
                return attribute;
            }
            var items = new ArrayList<Value>();
            map.entries().forEach((k, v) -> items.add(pair(k, v)));
            return new ListValue(items);
        }

        private MapValue pair(String k, Value v) {
            Map<String, Value> pair = new LinkedHashMap<>();
            pair.put(key, Value.string(k));
            pair.put(value, v);
            return new MapValue(pair);
        }

        @Override
        public Value attribute(Value property) {
            if (!(property instanceof ListValue list)) {
                return property;
            }
            Map<String, Value> map = new LinkedHashMap<>();
            for (var item : list.items()) {
                if (item instanceof MapValue m && m.get(key) instanceof Scalar k && m.get(value) instanceof Value v) {
                    map.put(k.text(), v);
                }
            }
            return new MapValue(map);
        }
    }

    /// Word for word: `true` is `Enabled`.
    record Words(Map<String, String> words) implements AttributeConversion {
        public Words {
            words = Map.copyOf(words);
        }

        @Override
        public Value property(Value attribute) {
            return attribute instanceof Scalar s && words.containsKey(s.text())
                    ? Value.string(words.get(s.text()))
                    : attribute;
        }

        @Override
        public Value attribute(Value property) {
            return property instanceof Scalar s
                    ? words.entrySet().stream()
                            .filter(word -> word.getValue().equals(s.text()))
                            .<Value>map(word -> word.getKey().equals("true")
                                            || word.getKey().equals("false")
                                    ? Value.plain(word.getKey())
                                    : Value.string(word.getKey()))
                            .findFirst()
                            .orElse(property)
                    : property;
        }
    }

    AttributeConversion SAME = new Same();

    /// Reads the end of a line of the map: `pairs Key Value`, `map true=Enabled,false=Suspended`.
    static AttributeConversion parse(String text) {
        var words = text.split(" ");
        return switch (words[0]) {
            case "" -> SAME;
            case "plain" -> new Plain();
            case "json" -> new Json(false);
            case "json-camel" -> new Json(true);
            case "pairs" -> new Pairs(words[1], words[2]);
            case "map" -> {
                Map<String, String> map = new LinkedHashMap<>();
                for (var word : words[1].split(",")) {
                    map.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
                }
                yield new Words(map);
            }
            default -> throw new IllegalArgumentException("no conversion " + text);
        };
    }
}
