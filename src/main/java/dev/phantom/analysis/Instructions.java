package dev.phantom.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Texts that tell whoever judges by them what to answer, found and withheld. What is withheld is as little as one
/// author wrote at once: what stands between quotes, a comment of a template, else a line.
public final class Instructions {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern COMMENT = Pattern.compile("^(\\s*#+ ?)(.*)$");
    private static final Pattern TRAILING = Pattern.compile("^(.*?\\s# ?)(.*)$");
    private static final Pattern MEMBER = Pattern.compile("^(\\s*(?:- )?[\\w.:/-]{1,120}: ?)(.*)$");

    private final String mark;
    private final List<String> found = new ArrayList<>();

    private Instructions(String mark) {
        this.mark = mark;
    }

    /// The text without what instructs in it.
    ///
    /// @param mark stands in its place
    public static String withheld(String text, String mark) {
        return new Instructions(mark).without(text);
    }

    /// What instructs in it, piece by piece; mostly nothing.
    static List<String> of(String text) {
        var all = new Instructions("");
        all.without(text);
        return List.copyOf(all.found);
    }

    private String without(String text) {
        if (!InstructionForms.in(text)) {
            return text;
        }
        return text.indexOf('\n') < 0 ? line(text, false) : passage(text);
    }

    /// Lines of source: a comment of several lines is one text.
    private String passage(String text) {
        var lines = text.split("\n", -1);
        var out = new ArrayList<String>();
        for (int i = 0; i < lines.length; ) {
            int end = block(lines, i);
            if (end > i + 1 && InstructionForms.in(joined(lines, i, end))) {
                found.add(joined(lines, i, end));
                for (int j = i; j < end; j++) {
                    out.add(commentWithout(lines[j]));
                }
            } else {
                for (int j = i; j < end; j++) {
                    out.add(InstructionForms.in(lines[j]) ? line(lines[j], true) : lines[j]);
                }
            }
            i = end;
        }
        var result = String.join("\n", out);
        // one that no line holds by itself
        return InstructionForms.in(result) ? whole(text) : result;
    }

    /// The end of the comment that begins there, or the next line.
    private static int block(String[] lines, int from) {
        int end = from;
        while (end < lines.length && COMMENT.matcher(lines[end]).matches()) {
            end++;
        }
        return Math.max(end, from + 1);
    }

    private static String joined(String[] lines, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(COMMENT.matcher(lines[i]).replaceFirst("$2")).append(' ');
        }
        return text.toString().strip();
    }

    private String commentWithout(String line) {
        return COMMENT.matcher(line).replaceFirst("$1") + mark;
    }

    private String line(String text, boolean source) {
        var quotes = QUOTED.matcher(text)
                .replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                        InstructionForms.in(m.group(1)) ? "\"" + whole(m.group(1)) + "\"" : m.group()));
        if (!InstructionForms.in(quotes)) {
            return quotes;
        }
        if (source) {
            for (var form : List.of(COMMENT, TRAILING, MEMBER)) {
                var m = form.matcher(text);
                if (m.matches() && InstructionForms.in(m.group(2)) && !InstructionForms.in(m.group(1))) {
                    return m.group(1) + whole(m.group(2));
                }
            }
        }
        return whole(text);
    }

    private String whole(String text) {
        found.add(text);
        return mark;
    }
}
