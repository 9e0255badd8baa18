package dev.phantom.iac.terraform;

import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.SourceSpan;

/// What a person would read of a node: its whole lines, and the comments directly above it.
final class Passage {

    private Passage() {}

    static SourceSpan of(HclFile file, SourceSpan node) {
        String text = file.text();
        int start = text.lastIndexOf('\n', node.start() - 1) + 1;
        int above = start == 0 ? -1 : text.lastIndexOf('\n', start - 2) + 1;
        while (above >= 0 && isComment(text.substring(above, start).strip())) {
            start = above;
            above = start == 0 ? -1 : text.lastIndexOf('\n', start - 2) + 1;
        }
        int end = text.indexOf('\n', Math.max(node.end() - 1, node.start()));
        return new SourceSpan(start, end < 0 ? text.length() : end, file.line(start), 1);
    }

    private static boolean isComment(String line) {
        return line.startsWith("#") || line.startsWith("//") || (line.startsWith("/*") && line.endsWith("*/"));
    }
}
