package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.terraform.syntax.HclFile;

/// The lines of a file around a place.
record Source(HclFile file) {

    String text() {
        return file.text();
    }

    String eol() {
        return text().contains("\r\n") ? "\r\n" : "\n";
    }

    int lineStart(int offset) {
        int start = text().lastIndexOf('\n', offset - 1) + 1;
        return start == 0 && text().startsWith("\uFEFF") ? 1 : start;
    }

    /// Behind the line's last character, before its end.
    int lineEnd(int offset) {
        int end = text().indexOf('\n', offset);
        int stop = end < 0 ? text().length() : end;
        return stop > offset && text().charAt(stop - 1) == '\r' ? stop - 1 : stop;
    }

    /// Behind the line's end.
    int nextLine(int offset) {
        int end = text().indexOf('\n', offset);
        return end < 0 ? text().length() : end + 1;
    }

    /// The blanks that the line of a place begins with.
    String indent(int offset) {
        int start = lineStart(offset);
        int at = start;
        while (at < text().length() && (text().charAt(at) == ' ' || text().charAt(at) == '\t')) {
            at++;
        }
        return text().substring(start, at);
    }

    boolean beginsLine(int offset) {
        return text().substring(lineStart(offset), offset).isBlank();
    }

    boolean sameLine(int from, int to) {
        return text().substring(from, to).indexOf('\n') < 0;
    }

    HclText writing(int offset, String module) {
        return new HclText(file.isJson(), indent(offset), eol(), module);
    }
}
