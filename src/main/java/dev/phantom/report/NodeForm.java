package dev.phantom.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.phantom.analysis.JsonForm;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// JSON as nodes, to be printed.
///
/// @param values writes a value, secrets masked
record NodeForm(Function<Value, JsonNode> values) implements JsonForm<JsonNode> {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    @Override
    public JsonNode none() {
        return JSON.nullNode();
    }

    @Override
    public JsonNode text(String text) {
        return JSON.textNode(text);
    }

    @Override
    public JsonNode number(Number number) {
        return switch (number) {
            case Integer i -> JSON.numberNode(i.intValue());
            case Long l -> JSON.numberNode(l.longValue());
            case BigDecimal d -> JSON.numberNode(d);
            case Number other -> JSON.numberNode(other.doubleValue());
        };
    }

    @Override
    public JsonNode flag(boolean flag) {
        return JSON.booleanNode(flag);
    }

    @Override
    public JsonNode value(Value value) {
        return values.apply(value);
    }

    @Override
    public JsonNode list(List<JsonNode> items) {
        return JSON.arrayNode().addAll(items);
    }

    @Override
    public JsonNode object(Map<String, JsonNode> members) {
        return JSON.objectNode().setAll(members);
    }
}
