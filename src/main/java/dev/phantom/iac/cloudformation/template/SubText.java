package dev.phantom.iac.cloudformation.template;

import java.util.ArrayList;
import java.util.List;

/// The pieces of an `Fn::Sub` text: `${Name}` and what stands between; `${!Literal}` is the literal `${Literal}`.
public sealed interface SubText {

    record Literal(String text) implements SubText {}

    /// @param name trimmed: `Bucket`, `Bucket.Arn`, `AWS::Region`
    record Name(String name) implements SubText {}

    /// The pieces of a text, literals joined.
    public static List<SubText> parse(String text) {
        List<SubText> parts = new ArrayList<>();
        var literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            literal.append(text, at, open);
            String name = text.substring(open + 2, close).strip();
            if (name.startsWith("!")) {
                literal.append("${").append(name, 1, name.length()).append('}');
            } else {
                flush(literal, parts);
                parts.add(new Name(name));
            }
            at = close + 1;
        }
        literal.append(text, at, text.length());
        flush(literal, parts);
        return parts;
    }

    private static void flush(StringBuilder literal, List<SubText> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
