package dev.phantom.secret;

import dev.phantom.fault.PhantomException;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// By which name a value goes, and whether a value of that name is a secret.
final class SecretPlaces {

    private static final Set<String> REFERENCES =
            Set.of("Ref", "Fn::GetAtt", "Fn::ImportValue", "Fn::FindInMap", "Condition");
    private static final String VALUE = "value";
    private static final List<String> OTHER_NAMES = List.of("OptionName", "VariableName", "Variable", "Name");
    private static final Set<String> STORES = Set.of("PARAMETER_STORE", "SECRETS_MANAGER");

    private static final Pattern UUID = Pattern.compile("(mrk-)?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f-]{12,}");
    private static final Pattern HINT = Pattern.compile(
            "(?i)passw|pwd|passphrase|passcode|secret|token|credential|[a-z][_-]?key\\b|environment|variables"
                    + "|\"env\"|userdata|cookie|authorization|\"auth\"");

    private SecretPlaces() {}

    /// @param before what stands before it in its list: `--password`
    static boolean secret(String before, String name, String text) {
        var said = SecretName.of(name);
        return (said.tells() || before.startsWith("-") && SecretName.of(before).tells())
                        && !NonSecretForm.is(text)
                        && !(said.key() && UUID.matcher(text).matches())
                || said.suspects() && Randomness.isKey(text)
                || said.header() && isHeader(text);
    }

    /// `Bearer …`, `sid=…`; not `AWS_IAM` or `none`.
    private static boolean isHeader(String text) {
        return text.length() >= 8 && !NonSecretForm.is(text) && text.chars().anyMatch(c -> c == '=' || c == ' ');
    }

    /// The name of an entry: its key, or in `{Name: DB_PASSWORD, Value: …}` the name beside it.
    static String name(MapValue map, String key) {
        if (!key.regionMatches(true, key.length() - VALUE.length(), VALUE, 0, VALUE.length())) {
            return key;
        }
        var type = map.get("Type") == null ? text(map, "type") : text(map, "Type");
        if (type != null && STORES.contains(type)) {
            return "";
        }
        var stem = key.substring(0, key.length() - VALUE.length());
        boolean upper = Character.isUpperCase(key.charAt(stem.length()));
        var name = beside(map, stem, upper ? "Name" : "name");
        if (name == null) {
            name = beside(map, stem, upper ? "Key" : "key");
        }
        for (var other : OTHER_NAMES) {
            name = name == null && upper ? text(map, other) : name;
        }
        return name == null ? key : name;
    }

    private static @Nullable String beside(MapValue map, String stem, String kind) {
        return text(map, stem.isEmpty() ? kind : stem + kind);
    }

    private static @Nullable String text(MapValue map, String key) {
        return map.get(key) instanceof Value v && v.settled() instanceof Scalar s ? s.text() : null;
    }

    /// Whether what a function is given becomes what it gives.
    static boolean passes(Intrinsic call) {
        return !REFERENCES.contains(call.name());
    }

    /// JSON that stands in a text and speaks of secrets.
    static Optional<Value> document(String text) {
        int at = 0;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()
                || text.charAt(at) != '{' && text.charAt(at) != '['
                || !HINT.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            var value = DocumentReader.value("document.json", text);
            return value instanceof Scalar ? Optional.empty() : Optional.of(value);
        } catch (PhantomException e) {
            return Optional.empty();
        }
    }
}
