package dev.phantom.drift.compare;

import dev.phantom.fault.PhantomException;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.YamlComposer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a string holds: JSON, JSON in URL encoding as IAM's own API returns it, or a YAML document that is more
/// than a text.
final class Documents {

    private static final int LONGEST_YAML = 200_000;

    private Documents() {}

    /// A list or map as it is, or the document that a text holds; empty if it holds none.
    static Optional<Value> of(Value value) {
        if (!(value instanceof Scalar scalar)) {
            return Optional.of(value);
        }
        var text = scalar.text().strip();
        if (text.startsWith("%7B") || text.startsWith("%5B")) {
            return decoded(text).flatMap(Documents::json);
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return json(text);
        }
        return yaml(scalar.text());
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Value> json(String text) {
        try {
            return Optional.of(ValueJson.parse(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Only of several lines, and only a list or a map: any text is YAML.
    private static Optional<Value> yaml(String text) {
        if (text.length() > LONGEST_YAML || text.strip().indexOf('\n') < 0 || text.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            var value = YamlComposer.compose("", text).value("");
            return value instanceof MapValue || value instanceof ListValue ? Optional.of(value) : Optional.empty();
        } catch (PhantomException e) {
            return Optional.empty();
        }
    }
}
