package dev.phantom.iac.terraform.edit;

import java.util.ArrayList;
import java.util.List;

/// A line as `terraform fmt` sees it: a heredoc belongs to the line that opens it.
///
/// @param leadEnd behind what stands before `=`; behind the whole content where there is no such cell
/// @param equals  offset of the `=` that begins a whole value; -1 if there is none
/// @param content behind the value
/// @param comment offset of a comment behind content; -1 if there is none
record FmtLine(int start, int end, int leadEnd, int equals, int content, int comment) {

    static List<FmtLine> of(String text) {
        List<FmtLine> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            var line = new Scan(text, at).line();
            lines.add(line);
            at = line.end();
        }
        return lines;
    }

    /// Columns of what stands before `=`, indentation included.
    int lead(String text) {
        return columns(text, start, leadEnd);
    }

    int width(String text) {
        return columns(text, start, content);
    }

    private static int columns(String text, int from, int to) {
        int begin = from == 0 && text.startsWith("\uFEFF") ? 1 : from;
        return text.codePointCount(begin, Math.max(begin, to));
    }

    /// Goes through one line, its texts and its comments.
    private static final class Scan {
        private final String text;
        private final int start;
        private int at;
        private int content;
        private int equals = -1;
        private int lead;
        private int brackets;
        private boolean inComment;

        Scan(String text, int start) {
            this.text = text;
            this.start = start;
            this.at = start;
            this.content = start;
        }

        FmtLine line() {
            String heredoc = null;
            while (at < text.length() && text.charAt(at) != '\n') {
                char c = text.charAt(at);
                if (c == '#' || text.startsWith("//", at)) {
                    return commented();
                }
                if (text.startsWith("/*", at)) {
                    int close = text.indexOf("*/", at);
                    inComment |= text.substring(at, close < 0 ? text.length() : close)
                                    .indexOf('\n')
                            >= 0;
                    at = close < 0 ? text.length() : close + 2;
                    content = at;
                } else if (c == '"') {
                    quoted();
                    content = at;
                } else if (text.startsWith("<<", at)) {
                    heredoc = text.substring(at + 2, lineEnd(at)).strip().replaceFirst("^-", "");
                    at = lineEnd(at);
                    content = at;
                } else {
                    plain(c);
                }
            }
            int end = Math.min(text.length(), at + 1);
            return done(heredoc == null ? end : heredocEnd(heredoc, end), -1);
        }

        private int lineEnd(int from) {
            int end = text.indexOf('\n', from);
            return end < 0 ? text.length() : end;
        }

        private void plain(char c) {
            if (c == '=' && equals < 0 && content > start && isAssignment()) {
                equals = at;
                lead = content;
                brackets = 0;
            }
            brackets += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            at++;
            if (!Character.isWhitespace(c)) {
                content = at;
            }
        }

        private boolean isAssignment() {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            char before = text.charAt(at - 1);
            return next != '=' && next != '>' && "=!<>".indexOf(before) < 0;
        }

        private void quoted() {
            at++;
            while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
                if (text.charAt(at) == '\\') {
                    at += 2;
                } else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
                    at += 3;
                } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
                    at += 2;
                    interpolation();
                } else {
                    at++;
                }
            }
            at = Math.min(text.length(), text.startsWith("\n", at) ? at : at + 1);
        }

        private void interpolation() {
            int open = 1;
            while (at < text.length() && text.charAt(at) != '\n' && open > 0) {
                char c = text.charAt(at);
                if (c == '"') {
                    quoted();
                } else {
                    open += c == '{' ? 1 : c == '}' ? -1 : 0;
                    at++;
                }
            }
        }

        private int heredocEnd(String marker, int from) {
            int line = from;
            while (line < text.length()) {
                int end = lineEnd(line);
                if (text.substring(line, end).strip().equals(marker)) {
                    return Math.min(text.length(), end + 1);
                }
                line = end + 1;
            }
            return text.length();
        }

        private FmtLine commented() {
            int comment = content > start ? at : -1;
            return done(Math.min(text.length(), lineEnd(at) + 1), comment);
        }

        private FmtLine done(int end, int comment) {
            boolean whole = equals >= 0 && brackets == 0 && !inComment;
            return new FmtLine(start, end, whole ? lead : content, whole ? equals : -1, content, comment);
        }
    }
}
