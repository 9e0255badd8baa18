package dev.phantom.iac.cloudformation.splice;

import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.SourceNode;

/// A file open for editing: its text, its nodes, and where lines begin and end.
record SourceText(String file, String text, boolean json, SourceNode root) {

    static SourceText of(String file, String text) {
        return new SourceText(file, text, DocumentReader.isJson(file, text), DocumentReader.nodes(file, text));
    }

    Value value() {
        return root.value(file);
    }

    int lineStart(int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return start == 0 && text.startsWith("\uFEFF") ? 1 : start;
    }

    /// End of the line, before its line end.
    int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        if (end < 0) {
            return text.length();
        }
        return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /// Start of the next line, or the end of the text.
    int nextLine(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }

    int column(int offset) {
        return offset - lineStart(offset);
    }

    /// Only blanks stand before it in its line.
    boolean startsLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }

    boolean multiline(int start, int end) {
        return text.substring(start, end).indexOf('\n') >= 0;
    }

    String replace(int start, int end, String by) {
        return text.substring(0, start) + by + text.substring(end);
    }
}
