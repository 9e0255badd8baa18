package dev.phantom.drift.ignore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Adds rules to the end of `.phantom/ignore.yaml`; all that stands there stays as it is, byte for byte. What comes
/// out is read again and must be the rules of before and the new ones.
public final class IgnoreRulesWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ITEM = Pattern.compile("(?m)^( *)- ");
    private static final Pattern NONE = Pattern.compile("(?m)^rules:[ \\t]*(\\[ *\\]|null|~)?[ \\t]*$");

    private IgnoreRulesWriter() {}

    /// @param text empty where there is no file yet
    /// @throws PhantomException PATCH_REFUSED where the file's style leaves no safe place; IGNORE_UNREADABLE
    public static String added(String file, String text, List<IgnoreRule> more) {
        var there = text.isBlank() ? IgnoreRules.NONE : IgnoreRulesReader.read(file, text);
        var fresh = more.stream().filter(r -> !there.rules().contains(r)).toList();
        if (fresh.isEmpty()) {
            return text;
        }
        var written = written(text, there, fresh);
        var wanted = new ArrayList<>(there.rules());
        wanted.addAll(fresh);
        if (!isRead(file, written, wanted)) {
            throw new PhantomException(new Diagnostic(
                    Code.PATCH_REFUSED,
                    "the file's layout leaves no safe place to insert a rule",
                    "add it by hand: " + line(fresh.getFirst()),
                    file));
        }
        return written;
    }

    private static boolean isRead(String file, String text, List<IgnoreRule> wanted) {
        try {
            return IgnoreRulesReader.read(file, text).rules().equals(wanted);
        } catch (PhantomException e) {
            return false;
        }
    }

    private static String written(String text, IgnoreRules there, List<IgnoreRule> fresh) {
        var end = text.contains("\r\n") ? "\r\n" : "\n";
        var base = text.isBlank() ? "version: 1" + end + "rules:" + end : text;
        var indent = "  ";
        if (there.rules().isEmpty()) {
            base = NONE.matcher(base).find()
                    ? NONE.matcher(base).replaceFirst("rules:")
                    : closed(base, end) + "rules:" + end;
        } else {
            var items = ITEM.matcher(base);
            indent = items.find() ? items.group(1) : indent;
        }
        var all = new StringBuilder(closed(base, end));
        for (var rule : fresh) {
            all.append(indent).append("- ").append(line(rule)).append(end);
        }
        return all.toString();
    }

    private static String closed(String text, String end) {
        return text.endsWith("\n") ? text : text + end;
    }

    /// One rule as a flow mapping: `{ stack: "payments", … }`.
    static String line(IgnoreRule rule) {
        var fields = new ArrayList<String>();
        field(fields, "stack", rule.stack());
        field(fields, "resource", rule.resource());
        field(fields, "type", rule.type());
        field(fields, "path", rule.path() == null ? "" : rule.path().toString());
        field(fields, "account", rule.account());
        field(fields, "region", rule.region());
        field(fields, "reason", rule.reason());
        field(fields, "until", rule.until() == null ? "" : rule.until().toString());
        return "{ " + String.join(", ", fields) + " }";
    }

    /// A JSON string is a double-quoted YAML string.
    private static void field(List<String> fields, String name, String value) {
        try {
            if (!value.isEmpty()) {
                fields.add(name + ": " + JSON.writeValueAsString(value));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a string is always JSON", e);
        }
    }
}
