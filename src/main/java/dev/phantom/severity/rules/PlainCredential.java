package dev.phantom.severity.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.control.Levels;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A credential that live holds in plain text where the safe state has none.
final class PlainCredential implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-019",
            "a credential is stored in plain text",
            "Anyone who may describe the resource can read it, and it remains in every record of its configuration.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8");

    private static final Pattern CREDENTIAL =
            Pattern.compile("(?s).*(\\b(AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bsk-ant-[A-Za-z0-9_-]{20,}"
                    + "|\\bhttps?://[^/\\s:@]+:[^/\\s:@]+@).*");

    private static final Pattern NAME =
            Pattern.compile("(?i).*(password|passwd|secretkey|secret_access_key|authtoken|hectoken|apikey|api_key|_secret|_token)");

    /// Of an access key's id in Base64.
    private static final int SHORTEST = 28;

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        return drift.changes().stream()
                .filter(c -> shows(c, c.actualValue()) && !shows(c, c.expectedValue()))
                .map(Change::path)
                .map(path -> finding(path, subject.environment()))
                .toList();
    }

    private static Finding finding(PropertyPath path, String environment) {
        return new Finding(
                CARD.id(),
                Assessor.production(environment) ? Severity.CRITICAL : Severity.HIGH,
                path,
                "a credential in plain text",
                true,
                CARD.reference(),
                "",
                List.of("plain text", Levels.environment(environment)));
    }

    private static boolean shows(Change change, Optional<Value> side) {
        return side.filter(v -> holds(v) || named(change) && literal(v)).isPresent();
    }

    private static boolean named(Change change) {
        return !change.path().isRoot() && NAME.matcher(change.path().last()).matches();
    }

    private static boolean literal(Value value) {
        return value instanceof Value.Scalar s
                && !s.text().isEmpty()
                && !s.text().startsWith("{{resolve:")
                && !s.text().startsWith("arn:")
                && PropertyView.flagOf(s.text()).isEmpty();
    }

    private static boolean holds(Value value) {
        return switch (value) {
            case Value.Scalar s ->
                CREDENTIAL.matcher(s.text()).matches()
                        || CREDENTIAL.matcher(decoded(s.text())).matches();
            case Value.ListValue list -> list.items().stream().anyMatch(PlainCredential::holds);
            case Value.MapValue map -> map.entries().values().stream().anyMatch(PlainCredential::holds);
            case Value.Reference r -> false;
            case Value.Intrinsic i -> holds(i.argument());
            case Value.Unknown u -> false;
            // carried as a secret already: masked wherever it goes
            case Value.Sensitive s -> false;
        };
    }

    /// What user data says: it is kept in Base64. Empty for what is no text in it.
    private static String decoded(String text) {
        try {
            return text.length() < SHORTEST
                    ? ""
                    : new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
