package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;
import java.util.Map;

/// A text that a template writes with escapes and a reader shows without.
///
/// @param codes each with the text that it stands for
public record Escaped(PropertyPath path, Map<String, String> codes, FactSource source) implements Fact {

    public Escaped {
        codes = Map.copyOf(codes);
    }

    public String unescaped(String text) {
        var plain = text;
        for (var code : codes.entrySet()) {
            plain = plain.replace(code.getKey(), code.getValue());
        }
        return plain;
    }
}
