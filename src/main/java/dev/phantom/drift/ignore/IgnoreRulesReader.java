package dev.phantom.drift.ignore;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.template.PropertyPath;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads `.phantom/ignore.yaml`: `version: 1` and `rules:`. A rule without a reason, with a path but no resource, with
/// a
/// key that is not known, or that would match everything, is refused.
public final class IgnoreRulesReader {

    private static final Set<String> KEYS =
            Set.of("stack", "resource", "type", "path", "account", "region", "reason", "until");

    private final String file;

    private IgnoreRulesReader(String file) {
        this.file = file;
    }

    /// @throws PhantomException IGNORE_UNREADABLE
    public static IgnoreRules read(String file, String text) {
        var reader = new IgnoreRulesReader(file);
        try {
            var load = new Load(LoadSettings.builder()
                    .setLabel(file)
                    .setMaxAliasesForCollections(20)
                    .build());
            return reader.rules(load.loadFromString(text));
        } catch (YamlEngineException e) {
            throw new PhantomException(
                    new Diagnostic(Code.IGNORE_UNREADABLE, "not valid YAML: " + firstLine(e.getMessage()), "", file),
                    e);
        }
    }

    private IgnoreRules rules(@Nullable Object document) {
        if (document == null) {
            return IgnoreRules.NONE;
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw wrong("the document must hold 'version' and 'rules'");
        }
        if (!(map.get("version") instanceof Number version) || version.intValue() != 1) {
            throw wrong("'version' must be 1");
        }
        for (var key : map.keySet()) {
            if (!Set.of("version", "rules").contains(String.valueOf(key))) {
                throw wrong("unknown key '" + key + "'; known are version, rules");
            }
        }
        var rules = new ArrayList<IgnoreRule>();
        switch (map.get("rules")) {
            case null -> {}
            case List<?> list -> list.forEach(item -> rules.add(rule(rules.size() + 1, item)));
            case Object other -> throw wrong("'rules' must be a list");
        }
        return new IgnoreRules(rules);
    }

    private IgnoreRule rule(int number, @Nullable Object item) {
        var where = "rule " + number + ": ";
        if (!(item instanceof Map<?, ?> map)) {
            throw wrong(where + "must be a map");
        }
        for (var key : map.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw wrong(where + "unknown key '" + key + "'; known are " + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        var path = text(map, "path");
        var rule = new IgnoreRule(
                text(map, "stack"),
                text(map, "resource"),
                text(map, "type"),
                path.isEmpty() ? null : path(where, path),
                text(map, "account"),
                text(map, "region"),
                text(map, "reason"),
                until(where, text(map, "until")));
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

    private static String text(Map<?, ?> map, String key) {
        var value = map.get(key);
        return value == null || value.equals("*") ? "" : String.valueOf(value);
    }

    private PropertyPath path(String where, String text) {
        if (text.charAt(0) != '/') {
            throw wrong(where + "'path' starts with '/': " + text);
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

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
