package dev.phantom.drift.ignore;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `.phantom/ignore.yaml`: `version: 1` and `rules:`. A rule without a reason, with a path but no resource, with
/// a key that is not known, or that would match everything, is refused.
public final class IgnoreRulesReader {

    private static final Set<String> KEYS =
            Set.of("stack", "resource", "type", "path", "account", "region", "reason", "until");

    private final String file;

    private IgnoreRulesReader(String file) {
        this.file = file;
    }

    /// @throws PhantomException IGNORE_UNREADABLE
    public static IgnoreRules read(String file, String text) {
        if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            return IgnoreRules.NONE;
        }
        try {
            return new IgnoreRulesReader(file).rules(DocumentReader.yaml(file, text));
        } catch (PhantomException e) {
            var d = e.diagnostic();
            throw new PhantomException(new Diagnostic(Code.IGNORE_UNREADABLE, d.summary(), "", d.address()), e);
        }
    }

    private IgnoreRules rules(Value document) {
        if (!(document instanceof MapValue map)) {
            throw wrong("the file must contain 'version' and 'rules'");
        }
        known("", map, Set.of("version", "rules"));
        if (!(map.get("version") instanceof Scalar version) || !version.text().equals("1")) {
            throw wrong("'version' must be 1");
        }
        var rules = new ArrayList<IgnoreRule>();
        switch (map.get("rules")) {
            case null -> {}
            case ListValue list -> list.items().forEach(item -> rules.add(rule(rules.size() + 1, item)));
            case Scalar none when isNull(none) -> {}
            case Value other -> throw wrong("'rules' must be a list");
        }
        return new IgnoreRules(rules);
    }

    private void known(String where, MapValue map, Set<String> keys) {
        for (var key : map.entries().keySet()) {
            if (!keys.contains(key)) {
                throw wrong(where + "unknown key '" + key + "'; did you mean '"
                        + Nearest.of(key, keys).orElse("") + "'?");
            }
        }
    }

    private IgnoreRule rule(int number, Value item) {
        var where = "rule " + number + ": ";
        if (!(item instanceof MapValue map)) {
            throw wrong(where + "must be a map");
        }
        known(where, map, KEYS);
        var path = text(where, map, "path");
        var rule = new IgnoreRule(
                text(where, map, "stack"),
                text(where, map, "resource"),
                text(where, map, "type"),
                path.isEmpty() ? null : path(where, path),
                text(where, map, "account"),
                text(where, map, "region"),
                text(where, map, "reason"),
                until(where, text(where, map, "until")));
        if (rule.reason().isBlank()) {
            throw wrong(where + "'reason' is required");
        }
        if (rule.path() != null && rule.resource().isEmpty()) {
            throw wrong(where + "a rule with a 'path' needs a 'resource'");
        }
        if (rule.stack().isEmpty() && rule.resource().isEmpty() && rule.type().isEmpty()) {
            throw wrong(where + "it would match everything; name a stack, a resource or a type");
        }
        return rule;
    }

    private String text(String where, MapValue map, String key) {
        return switch (map.get(key)) {
            case null -> "";
            case Scalar s ->
                isNull(s) || s.text().strip().equals("*") ? "" : s.text().strip();
            case Value other -> throw wrong(where + "'" + key + "' must be a string");
        };
    }

    private static boolean isNull(Scalar scalar) {
        return scalar.isPlain() && Set.of("", "~", "null").contains(scalar.text());
    }

    private PropertyPath path(String where, String text) {
        if (text.charAt(0) != '/') {
            throw wrong(where + "'path' must start with '/': " + text);
        }
        return PropertyPath.parse(text);
    }

    private @Nullable LocalDate until(String where, String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(where + "'until' must be a date such as 2027-01-31, not " + text);
        }
    }

    private PhantomException wrong(String problem) {
        return new PhantomException(new Diagnostic(Code.IGNORE_UNREADABLE, problem, "", file));
    }
}
