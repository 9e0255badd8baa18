package dev.phantom.severity.rules;

import dev.phantom.drift.Change;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Production;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.control.Levels;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
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
            Pattern.compile("(\\b(AKIA|ASIA)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----"
                    + "|\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bsk-ant-[A-Za-z0-9_-]{20,}"
                    + "|\\bhttps?://[^/\\s:@]+:[^/\\s:@]+@)");

    /// One of them is in every such credential; most texts hold none.
    private static final List<String> SIGNS = List.of("://", "AKIA", "ASIA", "PRIVATE KEY", "gh", "sk-ant-");

    private static final Pattern NAME =
            Pattern.compile("(?i)(password|passwd|passphrase|secret_?(access_?)?key|private_?key"
                    + "|(auth|oauth|access|refresh|bearer|hec)_?token|api_?key|client_?secret|_secret|_token)$");

    /// As long as an access key's id in Base64, or longer.
    private static final Pattern BASE_64 = Pattern.compile("[A-Za-z0-9+/]{28,}={0,2}");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        return drift.changes().stream()
                .filter(c ->
                        shows(c, c.actualValue(), drift.actual()) && !shows(c, c.expectedValue(), drift.expected()))
                .map(Change::path)
                .map(path -> finding(path, subject.environment()))
                .toList();
    }

    private static Finding finding(PropertyPath path, String environment) {
        return new Finding(
                CARD.id(),
                Production.is(environment) ? Severity.CRITICAL : Severity.HIGH,
                path,
                "a credential in plain text",
                true,
                CARD.reference(),
                "",
                List.of("plain text", Levels.environment(environment)));
    }

    private static boolean shows(Change change, Optional<Value> side, MapValue model) {
        return side.filter(value -> shows(name(change, model), value)).isPresent();
    }

    /// The property's own name; in a list of variables, `[{Name, Value}]`, that of the variable.
    private static String name(Change change, MapValue model) {
        if (change.path().isRoot()) {
            return "";
        }
        var own = change.path().last();
        return own.equals("Value")
                ? new PropertyView(model)
                        .at(change.path().parent())
                        .map(PlainCredential::called)
                        .filter(name -> !name.isEmpty())
                        .orElse(own)
                : own;
    }

    private static String called(Value variable) {
        var view = new PropertyView(variable);
        return view.text("Name").or(() -> view.text("Key")).orElse("");
    }

    private static boolean shows(String name, Value value) {
        return switch (value) {
            case Value.Scalar s -> holds(s.text()) || NAME.matcher(name).find() && literal(s.text());
            case Value.ListValue list -> list.items().stream().anyMatch(item -> shows(name, item));
            case MapValue map ->
                map.entries().entrySet().stream()
                        .anyMatch(e -> shows(e.getKey().equals("Value") ? called(map) : e.getKey(), e.getValue()));
            case Value.Reference r -> false;
            case Value.Intrinsic i -> shows("", i.argument());
            case Value.Unknown u -> false;
            // carried as a secret already: masked wherever it goes
            case Value.Sensitive s -> false;
        };
    }

    private static boolean literal(String text) {
        return !text.isEmpty()
                && !text.startsWith("{{resolve:")
                && !text.startsWith("arn:")
                && PropertyView.flagOf(text).isEmpty();
    }

    private static boolean holds(String text) {
        return found(text) || found(decoded(text));
    }

    private static boolean found(String text) {
        for (var sign : SIGNS) {
            if (text.contains(sign)) {
                return CREDENTIAL.matcher(text).find();
            }
        }
        return false;
    }

    /// What user data says: it is kept in Base64. Empty for what is no text in it.
    private static String decoded(String text) {
        try {
            return BASE_64.matcher(text).matches()
                    ? new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
