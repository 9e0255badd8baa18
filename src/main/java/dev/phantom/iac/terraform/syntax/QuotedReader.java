package dev.phantom.iac.terraform.syntax;

import dev.phantom.iac.terraform.syntax.Expression.Heredoc;
import dev.phantom.iac.terraform.syntax.Expression.Part;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import java.util.ArrayList;
import java.util.List;

/// Reads texts: in quotes, with escapes, and heredocs, with neither escapes nor a shared indentation.
final class QuotedReader {

    private final HclCursor cursor;
    private final List<Part> parts = new ArrayList<>();
    private StringBuilder run = new StringBuilder();

    QuotedReader(HclCursor cursor) {
        this.cursor = cursor;
    }

    Template quoted() {
        int start = cursor.at();
        cursor.take("\"");
        while (cursor.here() != '"') {
            if (cursor.ended() || cursor.isLineEnd()) {
                throw cursor.fault("the text is not closed: expected '\"'");
            }
            if (!sequence()) {
                character();
            }
        }
        int contentEnd = cursor.at();
        cursor.take("\"");
        flush();
        return new Template(parts, null, start + 1, contentEnd, start, cursor.at());
    }

    private void character() {
        if (!cursor.take("\\")) {
            one();
            return;
        }
        char c = cursor.here();
        switch (c) {
            case 'n' -> run.append('\n');
            case 'r' -> run.append('\r');
            case 't' -> run.append('\t');
            case '"', '\\' -> run.append(c);
            case '/' -> run.append(c); // as this and the next two are JSON's
            case 'b' -> run.append('\b');
            case 'f' -> run.append('\f');
            case 'u' -> codePoint(4);
            case 'U' -> codePoint(8);
            default -> throw cursor.fault("expected an escape: \\n, \\r, \\t, \\\", \\\\, \\uNNNN or \\UNNNNNNNN");
        }
        cursor.at(cursor.at() + 1);
    }

    private void codePoint(int digits) {
        int from = cursor.at() + 1;
        try {
            run.appendCodePoint(Integer.parseInt(cursor.text().substring(from, from + digits), 16));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw cursor.fault("expected " + digits + " hexadecimal digits of a character");
        }
        cursor.at(from + digits - 1);
    }

    private void one() {
        run.append(cursor.here());
        cursor.at(cursor.at() + 1);
    }

    /// `${…}`, `%{…}` and what is escaped as `$${`.
    private boolean sequence() {
        if (cursor.sees("$${") || cursor.sees("%%{")) {
            run.append(cursor.here()).append('{');
            cursor.at(cursor.at() + 3);
            return true;
        }
        if (cursor.sees("${")) {
            flush();
            parts.add(new Part.Interpolation(interpolation()));
            return true;
        }
        if (cursor.sees("%{")) {
            flush();
            directive();
            return true;
        }
        return false;
    }

    private Expression interpolation() {
        cursor.deeper();
        cursor.take("${");
        cursor.take("~");
        boolean before = cursor.inBrackets(true);
        var value = new ExpressionReader(cursor).expression();
        cursor.blank();
        cursor.take("~");
        cursor.inBrackets(before);
        if (!cursor.take("}")) {
            throw cursor.fault("the interpolation is not closed: expected '}'");
        }
        cursor.higher();
        return value;
    }

    private void directive() {
        int start = cursor.at();
        int end = start + 2;
        int open = 1;
        boolean text = false;
        while (open > 0) {
            char c = end < cursor.text().length() ? cursor.text().charAt(end) : '\0';
            if (c == '\0') {
                throw cursor.fault("the directive is not closed: expected '}'");
            }
            if (c == '"') {
                text = !text;
            } else if (c == '\\') {
                end++;
            } else if (!text && (c == '{' || c == '}')) {
                open += c == '{' ? 1 : -1;
            }
            end++;
        }
        parts.add(new Part.Directive(
                cursor.text().substring(start, Math.min(end, cursor.text().length()))));
        cursor.at(Math.min(end, cursor.text().length()));
    }

    private void flush() {
        if (!run.isEmpty()) {
            parts.add(new Part.Text(run.toString()));
            run = new StringBuilder();
        }
    }

    Template heredoc() {
        int start = cursor.at();
        cursor.take("<<");
        boolean indented = cursor.take("-");
        String marker = cursor.name("the marker of a heredoc");
        if (!cursor.isLineEnd()) {
            throw cursor.fault("expected the end of the line after the heredoc's marker");
        }
        lineEnd();
        int contentStart = cursor.at();
        while (!ends(marker)) {
            if (cursor.ended()) {
                cursor.at(start);
                throw cursor.fault("the heredoc is not closed: expected a line '" + marker + "'");
            }
            line();
        }
        int contentEnd = cursor.at();
        cursor.at(cursor.text().indexOf(marker, contentEnd) + marker.length());
        flush();
        var read = indented ? Indentation.without(parts) : parts;
        return new Template(read, new Heredoc(marker, indented), contentStart, contentEnd, start, cursor.at());
    }

    private void lineEnd() {
        if (cursor.here() == '\r') {
            cursor.at(cursor.at() + 1);
        }
        cursor.at(cursor.at() + 1);
    }

    private boolean ends(String marker) {
        int from = cursor.at();
        String text = cursor.text();
        while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        int behind = from + marker.length();
        return text.startsWith(marker, from)
                && (behind == text.length()
                        || text.substring(behind, HclCursor.lineEnd(text, behind))
                                .isBlank());
    }

    private void line() {
        while (!cursor.ended() && cursor.here() != '\n') {
            if (!sequence()) {
                one();
            }
        }
        if (!cursor.ended()) {
            one();
        }
    }
}
