package dev.phantom.iac.terraform.syntax;

import dev.phantom.iac.terraform.syntax.Expression.Part;
import java.util.ArrayList;
import java.util.List;

/// The blanks that every line of a heredoc `<<-` begins with, and that are no part of its text.
final class Indentation {

    private Indentation() {}

    static List<Part> without(List<Part> parts) {
        int shared = shared(parts);
        List<Part> left = new ArrayList<>();
        boolean lineStarts = true;
        for (Part part : parts) {
            if (part instanceof Part.Text(String value)) {
                left.add(new Part.Text(cut(value, shared, lineStarts)));
                lineStarts = value.endsWith("\n");
            } else {
                left.add(part);
                lineStarts = false;
            }
        }
        return left;
    }

    private static int shared(List<Part> parts) {
        int shared = Integer.MAX_VALUE;
        boolean lineStarts = true;
        for (Part part : parts) {
            if (part instanceof Part.Text(String value)) {
                int at = lineStarts ? 0 : value.indexOf('\n') + 1;
                while (at < value.length() && (at > 0 || lineStarts)) {
                    shared = Math.min(shared, blanks(value, at));
                    int next = value.indexOf('\n', at);
                    at = next < 0 ? value.length() : next + 1;
                }
                lineStarts = value.endsWith("\n");
            } else {
                shared = lineStarts ? 0 : shared;
                lineStarts = false;
            }
        }
        return shared == Integer.MAX_VALUE ? 0 : shared;
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        boolean empty = at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r');
        return empty ? Integer.MAX_VALUE : at - from;
    }

    private static String cut(String value, int shared, boolean lineStarts) {
        var text = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            int next = value.indexOf('\n', at);
            int end = next < 0 ? value.length() : next + 1;
            boolean cuts = at > 0 || lineStarts;
            int from = at;
            while (cuts
                    && from < end
                    && from - at < shared
                    && (value.charAt(from) == ' ' || value.charAt(from) == '\t')) {
                from++;
            }
            text.append(value, from, end);
            at = end;
        }
        return text.toString();
    }
}
