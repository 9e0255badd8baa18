package dev.phantom.iac.terraform.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// How a value is written.
///
/// @param json   in JSON, which is HCL too: keys in quotes, `:` and commas
/// @param indent of the line that it begins on
/// @param eol    the file's line end
/// @param module address of the module that it is written in, for references
record HclText(boolean json, String indent, String eol, String module) {

    private static final int LONGEST_LINE = 100;

    HclText deeper() {
        return new HclText(json, indent + "  ", eol, module);
    }

    /// @throws PhantomException PATCH_REFUSED for a value that is not known or secret
    String of(Value value) {
        return switch (value) {
            case Scalar s -> scalar(s);
            case ListValue l -> list(l.items());
            case MapValue m -> map(m.entries());
            case Reference r -> reference(r);
            case Value.Unknown u -> throw unwritable("is not known: " + u.reason());
            case Value.Sensitive s -> throw unwritable("is a secret");
            case Value.Intrinsic i -> throw unwritable("is computed by " + i.name());
        };
    }

    private static PhantomException unwritable(String why) {
        return new PhantomException(Code.PATCH_REFUSED, "the value cannot be written into a file: it " + why);
    }

    private String scalar(Scalar scalar) {
        return scalar.isPlain() && JsonRendering.isBare(scalar.text()) ? scalar.text() : quoted(scalar.text());
    }

    /// In quotes, with the sequences of templates escaped.
    String quoted(String text) {
        String escaped = json
                ? JsonRendering.quoted(text)
                : '"'
                        + text.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\t", "\\t")
                        + '"';
        return escaped.replace("${", "$${").replace("%{", "%%{");
    }

    private String reference(Reference r) {
        String prefix = module.isEmpty() ? "" : module + ".";
        boolean here = r.logicalId().startsWith(prefix)
                && !r.logicalId().substring(prefix.length()).startsWith("module.");
        if (json || !here) {
            return of(r.known());
        }
        String attribute = r.attribute().isEmpty() ? "id" : r.attribute().equals("Arn") ? "arn" : r.attribute();
        return r.logicalId().substring(prefix.length()) + "." + attribute;
    }

    private String list(List<Value> items) {
        var line = new StringJoiner(", ", "[", "]");
        boolean scalars = items.stream().allMatch(i -> i instanceof Scalar || i instanceof Reference);
        items.forEach(i -> line.add(of(i)));
        if (items.isEmpty() || (scalars && line.length() <= LONGEST_LINE)) {
            return line.toString();
        }
        var lines = new StringJoiner("," + eol, "[" + eol, (json ? "" : ",") + eol + indent + "]");
        items.forEach(i -> lines.add(indent + "  " + deeper().of(i)));
        return lines.toString();
    }

    private String map(Map<String, Value> entries) {
        if (entries.isEmpty()) {
            return "{}";
        }
        int widest =
                entries.keySet().stream().mapToInt(k -> key(k).length()).max().orElse(0);
        var lines = new StringJoiner((json ? "," : "") + eol, "{" + eol, eol + indent + "}");
        entries.forEach((key, value) ->
                lines.add(indent + "  " + entry(key, value, isLine(value) ? widest - key(key).length() : 0)));
        return lines.toString();
    }

    private boolean isLine(Value value) {
        return !deeper().of(value).contains("\n");
    }

    private String entry(String key, Value value, int pad) {
        return key(key) + (json ? ": " : " ".repeat(pad) + " = ") + deeper().of(value);
    }

    /// One entry for a line of its own, or for the line of its object.
    String entry(String key, Value value) {
        return key(key) + (json ? ": " : " = ") + of(value);
    }

    String key(String key) {
        return !json && key.matches("[\\p{L}_][\\p{L}\\p{N}_-]*") ? key : quoted(key);
    }
}
