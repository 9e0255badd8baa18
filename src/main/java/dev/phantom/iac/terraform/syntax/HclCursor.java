package dev.phantom.iac.terraform.syntax;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;

/// A place in a text of HCL, which moves forward over blanks, comments and names.
final class HclCursor {

    private static final int DEEPEST = 200;

    private final String file;
    private final String text;
    private int at;
    private int depth;
    /// Line ends are blanks, as between parentheses.
    private boolean inBrackets;

    HclCursor(String file, String text) {
        this.file = file;
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    String text() {
        return text;
    }

    int at() {
        return at;
    }

    void at(int offset) {
        at = offset;
    }

    /// @return what it was before
    boolean inBrackets(boolean now) {
        boolean before = inBrackets;
        inBrackets = now;
        return before;
    }

    boolean ended() {
        return at >= text.length();
    }

    /// The character here; NUL at the end.
    char here() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    boolean sees(String token) {
        return text.startsWith(token, at);
    }

    boolean take(String token) {
        if (sees(token)) {
            at += token.length();
            return true;
        }
        return false;
    }

    void expect(String token, String where) {
        blank();
        if (!take(token)) {
            throw fault("expected '" + token + "' " + where);
        }
    }

    /// Over blanks and comments; over line ends only in brackets.
    void blank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || (inBrackets && isLineEnd())) {
                at++;
            } else if (c == '#' || (c == '/' && peek(1) == '/')) {
                at = lineEnd(text, at);
            } else if (c == '/' && peek(1) == '*') {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw fault("the comment is not closed: expected '*/'");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    /// Over line ends as well.
    void lines() {
        boolean before = inBrackets(true);
        blank();
        inBrackets(before);
    }

    boolean isLineEnd() {
        char c = here();
        return c == '\n' || (c == '\r' && peek(1) == '\n');
    }

    boolean seesName() {
        return !ended() && isNameStart(text.codePointAt(at));
    }

    /// An identifier: letters, digits, `_` and `-`, a letter first.
    String name(String what) {
        if (!seesName()) {
            throw fault("expected " + what);
        }
        int start = at;
        while (at < text.length() && isNamePart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(start, at);
    }

    private static boolean isNameStart(int c) {
        return Character.isUnicodeIdentifierStart(c) || c == '_';
    }

    static boolean isNamePart(int c) {
        return c == '-' || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw limit("expressions and blocks are nested more than " + DEEPEST + " deep");
        }
    }

    void higher() {
        depth--;
    }

    PhantomException limit(String what) {
        return new PhantomException(new Diagnostic(Code.TEMPLATE_LIMIT, what, "", place()));
    }

    PhantomException fault(String what) {
        String seen = ended() ? "the file ends here" : isLineEnd() ? "the line ends here" : "found '" + shown() + "'";
        return new PhantomException(
                new Diagnostic(Code.TEMPLATE_SYNTAX, "not valid HCL: " + what + ", but " + seen, "", place()));
    }

    private String shown() {
        return text.substring(at, Math.min(lineEnd(text, at), at + 20)).strip();
    }

    private String place() {
        int offset = Math.min(at, text.length());
        return file + ":" + line(text, offset) + ":" + (offset - lineStart(text, offset) + 1);
    }

    static int line(String text, int offset) {
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }

    static int lineStart(String text, int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return start == 0 && text.startsWith("\uFEFF") && offset > 0 ? 1 : start;
    }

    /// Of the line's content: before `\r\n` or `\n`.
    static int lineEnd(String text, int offset) {
        int end = text.indexOf('\n', offset);
        if (end < 0) {
            return text.length();
        }
        return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
