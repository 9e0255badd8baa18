package dev.phantom.analysis;

import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// JSON as values: the canonical form of a case, which its hash is made of.
enum ValueForm implements JsonForm<Value> {
    VALUES;

    @Override
    public Value none() {
        return Value.plain("null");
    }

    @Override
    public Value text(String text) {
        return Value.string(text);
    }

    @Override
    public Value number(Number number) {
        return Value.plain(number instanceof BigDecimal d ? d.toPlainString() : number.toString());
    }

    @Override
    public Value flag(boolean flag) {
        return Value.plain(Boolean.toString(flag));
    }

    @Override
    public Value value(Value value) {
        return value;
    }

    @Override
    public Value list(List<Value> items) {
        return new ListValue(items);
    }

    @Override
    public Value object(Map<String, Value> members) {
        return new MapValue(members);
    }
}
