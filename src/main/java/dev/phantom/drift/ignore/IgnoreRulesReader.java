package dev.phantom.drift.ignore;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.FieldReader;
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
        var tree = new FieldReader(file, "the file", Code.IGNORE_UNREADABLE, map);
        known("", map, Set.of("version", "rules"));
        if (!(map.get("version") instanceof Scalar version) || !version.text().equals("1")) {
            throw wrong("'version' must be 1");
        }
        if (!tree.has("rules")) {
            return IgnoreRules.NONE;
        }
        if (!(tree.value("rules") instanceof ListValue list)) {
            throw wrong("'rules' must be a list");
        }
        var rules = new ArrayList<IgnoreRule>();
        list.items().forEach(item -> rules.add(rule("rule " + (rules.size() + 1), item)));
        return new IgnoreRules(rules);
    }

    /// People write these keys by hand, so the nearest known one is named.
    private void known(String where, MapValue map, Set<String> keys) {
        for (var key : map.entries().keySet()) {
            if (!keys.contains(key)) {
                throw wrong(where + "unknown key '" + key + "'; did you mean '"
                        + Nearest.of(key, keys).orElse("") + "'?");
            }
        }
    }

    private IgnoreRule rule(String where, Value item) {
        if (!(item instanceof MapValue map)) {
            throw wrong(where + ": must be a map");
        }
        known(where + ": ", map, KEYS);
        var tree = new FieldReader(file, where, Code.IGNORE_UNREADABLE, map);
        var rule = selectors(tree);
        if (rule.reason().isBlank()) {
            throw tree.wrong("'reason' is required");
        }
        if (rule.path() != null && rule.resource().isEmpty()) {
            throw tree.wrong("a rule with a 'path' needs a 'resource'");
        }
        if (rule.stack().isEmpty() && rule.resource().isEmpty() && rule.type().isEmpty()) {
            throw tree.wrong("it would match everything; name a stack, a resource or a type");
        }
        return rule;
    }

    /// Which places an entry is about, why and until when; a file of the same kind has such entries, too.
    ///
    /// @throws PhantomException of the document's code
    public static IgnoreRule selectors(FieldReader tree) {
        return new IgnoreRule(
                text(tree, "stack"),
                text(tree, "resource"),
                text(tree, "type"),
                path(tree),
                text(tree, "account"),
                text(tree, "region"),
                text(tree, "reason"),
                until(tree));
    }

    /// Empty for any.
    private static String text(FieldReader tree, String key) {
        var text = tree.textOrEmpty(key).strip();
        return text.equals("*") ? "" : text;
    }

    private static @Nullable PropertyPath path(FieldReader tree) {
        var text = text(tree, "path");
        if (!text.isEmpty() && text.charAt(0) != '/') {
            throw tree.wrong("'path' must start with '/': " + text);
        }
        return text.isEmpty() ? null : PropertyPath.parse(text);
    }

    private static @Nullable LocalDate until(FieldReader tree) {
        var text = text(tree, "until");
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw tree.wrong("'until' must be a date such as 2027-01-31, not " + text);
        }
    }

    private PhantomException wrong(String problem) {
        return new PhantomException(new Diagnostic(Code.IGNORE_UNREADABLE, problem, "", file));
    }
}
