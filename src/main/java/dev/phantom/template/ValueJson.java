package dev.phantom.template;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.phantom.template.Value.Intrinsic;
import dev.phantom.template.Value.ListValue;
import dev.phantom.template.Value.MapValue;
import dev.phantom.template.Value.Scalar;
import dev.phantom.template.Value.Sensitive;
import dev.phantom.template.Value.Unknown;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Values as the contract writes them in JSON: numbers as that side wrote them, `{"$unknown": "reason"}`,
/// `{"$sensitive": "tag"}`.
public final class ValueJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,17})\\.\\d{1,18}");

    private ValueJson() {}

    /// @param mask turns a secret into its tag
    public static JsonNode write(Value value, UnaryOperator<String> mask) {
        return switch (value) {
            case Scalar s -> scalar(s);
            case ListValue list -> {
                var array = JSON.createArrayNode();
                list.items().forEach(item -> array.add(write(item, mask)));
                yield array;
            }
            case MapValue map -> {
                var object = JSON.createObjectNode();
                map.entries().forEach((key, item) -> object.set(key, write(item, mask)));
                yield object;
            }
            case Value.Reference r -> write(r.known(), mask);
            case Intrinsic i -> JSON.createObjectNode().set(i.name(), write(i.argument(), mask));
            case Unknown u -> JSON.createObjectNode().put("$unknown", u.reason());
            case Sensitive s -> JSON.createObjectNode().put("$sensitive", mask.apply(s.secret()));
        };
    }

    /// Reads it back. A tag becomes a [Sensitive] that holds the tag.
    public static Value read(JsonNode node) {
        if (node.isArray()) {
            return new ListValue(node.valueStream().map(ValueJson::read).toList());
        }
        if (node.isObject()) {
            if (node.size() == 1 && node.has("$unknown")) {
                return new Unknown(node.get("$unknown").asText());
            }
            if (node.size() == 1 && node.has("$sensitive")) {
                return new Sensitive(node.get("$sensitive").asText());
            }
            var entries = new LinkedHashMap<String, Value>();
            node.properties().forEach(e -> entries.put(e.getKey(), read(e.getValue())));
            return new MapValue(entries);
        }
        return node.isTextual() ? Value.string(node.textValue()) : Value.plain(node.asText());
    }

    /// A string that holds JSON, as a value; empty if it does not.
    public static Optional<Value> parse(String text) {
        try {
            var node = JSON.readTree(text);
            return node == null || !node.isContainerNode() ? Optional.empty() : Optional.of(read(node));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Jackson as it must be set up so that numbers keep their digits.
    public static JsonMapper mapper() {
        return JSON;
    }

    private static JsonNode scalar(Scalar s) {
        if (!s.isPlain()) {
            return JSON.getNodeFactory().textNode(s.text());
        }
        var nodes = JSON.getNodeFactory();
        if (INTEGER.matcher(s.text()).matches()) {
            return nodes.numberNode(Long.parseLong(s.text()));
        }
        if (DECIMAL.matcher(s.text()).matches()) {
            return nodes.numberNode(new BigDecimal(s.text()));
        }
        return switch (s.text()) {
            case "true" -> nodes.booleanNode(true);
            case "false" -> nodes.booleanNode(false);
            case "null" -> nodes.nullNode();
            default -> nodes.textNode(s.text());
        };
    }
}
