package dev.phantom.iac.terraform.syntax;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;

/// One file of HCL: its text and what it says.
public record HclFile(String file, String text, Body body) {

    /// More than a configuration that people write ever has.
    public static final int MOST_CHARACTERS = 4 << 20;

    /// @throws PhantomException TEMPLATE_SYNTAX or TEMPLATE_LIMIT, with file, line and column
    public static HclFile read(String file, String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new PhantomException(new Diagnostic(
                    Code.TEMPLATE_LIMIT,
                    "the file has " + text.length() + " characters, more than " + MOST_CHARACTERS,
                    "",
                    file));
        }
        var body = isJson(file) ? JsonBody.of(file, text) : new BodyReader(new HclCursor(file, text)).file();
        return new HclFile(file, text, body);
    }

    /// Whether the file is in the JSON variant of the syntax.
    public static boolean isJson(String file) {
        return file.endsWith(".json");
    }

    public boolean isJson() {
        return isJson(file);
    }

    /// A text that is one expression, as a heredoc of JSON is.
    ///
    /// @throws PhantomException TEMPLATE_SYNTAX where it is none
    public static Expression expression(String file, String text, int from, int to) {
        var cursor = new HclCursor(file, text.substring(0, to));
        cursor.at(Math.max(from, cursor.at()));
        cursor.inBrackets(true);
        var read = new ExpressionReader(cursor).expression();
        cursor.blank();
        if (!cursor.ended()) {
            throw cursor.fault("expected the end of the expression");
        }
        return read;
    }

    /// 1-based.
    public int line(int offset) {
        return HclCursor.line(text, offset);
    }

    /// 1-based.
    public int column(int offset) {
        return offset - HclCursor.lineStart(text, offset) + 1;
    }

    public String text(Expression expression) {
        return text.substring(expression.start(), expression.end());
    }
}
