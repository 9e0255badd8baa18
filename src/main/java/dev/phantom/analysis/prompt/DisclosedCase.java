package dev.phantom.analysis.prompt;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;

/// A case as it is sent: every text in it shortened as the privacy setting wants it. Numbers stay numbers.
record DisclosedCase(UnaryOperator<String> privacy) {

    Value tree(CaseFile shown) {
        return shortened(CaseFileJson.tree(shown));
    }

    private Value shortened(Value value) {
        return switch (value) {
            case Scalar s -> s.isPlain() ? s : new Scalar(privacy.apply(s.text()), s.style());
            case ListValue list ->
                new ListValue(list.items().stream().map(this::shortened).toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> entries.put(privacy.apply(key), shortened(item)));
                yield new MapValue(entries);
            }
            case Value.Reference r -> shortened(r.known());
            case Value.Intrinsic i -> new Value.Intrinsic(i.name(), shortened(i.argument()));
            case Value.Unknown u -> new Value.Unknown(privacy.apply(u.reason()), u.cause());
            case Value.Sensitive s -> s;
        };
    }
}
