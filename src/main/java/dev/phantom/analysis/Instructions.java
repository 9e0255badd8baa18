package dev.phantom.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts that tell whoever judges by them what to answer, found and withheld. What is withheld is as little as one
/// author wrote at once: a string of a JSON document, a comment or a member of a template, what Phantom itself quotes,
/// else a line. Who writes quotation marks into a text does not choose how much of it is withheld.
public final class Instructions {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");

    /// A line of Phantom's own around a name or a text of somebody else (`dev.phantom.evidence.Signal`). What it quotes
    /// may hold quotation marks, so it reaches to the last one.
    private static final Pattern QUOTING =
            Pattern.compile("^((?:log|monitor|SLO|incident [^\"]{1,80}) \")(.*)(\"[^\"]*)$", Pattern.DOTALL);

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
        var quoting = QUOTING.matcher(text);
        if (!source && quoting.matches() && InstructionForms.in(quoting.group(2))) {
            var before = quoting.group(1);
            var after = quoting.group(3);
            return before + whole(quoting.group(2)) + (InstructionForms.in(after) ? "\"" + whole(after) : after);
        }
        if (source || isDocument(text)) {
            var quotes = QUOTED.matcher(text)
                    .replaceAll(m -> Matcher.quoteReplacement(
                            InstructionForms.in(m.group(1)) ? "\"" + whole(m.group(1)) + "\"" : m.group()));
            if (!InstructionForms.in(quotes)) {
                return quotes;
            }
        }
        return source ? member(text) : whole(text);
    }

    private String member(String text) {
        for (var form : List.of(COMMENT, TRAILING, MEMBER)) {
            var m = form.matcher(text);
            if (m.matches() && InstructionForms.in(m.group(2)) && !InstructionForms.in(m.group(1))) {
                return m.group(1) + whole(m.group(2));
            }
        }
        return whole(text);
    }

    /// A request as AWS recorded it: who wrote one string of it did not write the others.
    private static boolean isDocument(String text) {
        return text.startsWith("{") && text.endsWith("}") || text.startsWith("[") && text.endsWith("]");
    }

    private String whole(String text) {
        found.add(text);
        return mark;
    }
}
