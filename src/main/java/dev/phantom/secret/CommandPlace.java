package dev.phantom.secret;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Goes through the places of one text where a form stands: what one pattern finds, or an option within the arguments
/// of its command. A command is looked for once and an option once, however many commands stand there without it. Not
/// thread-safe.
final class CommandPlace {

    /// How many characters of arguments there may be before the option.
    private static final int FARTHEST = 400;

    private static final int NONE = Integer.MAX_VALUE;

    private final String text;
    private final Matcher command;
    private final Matcher option;
    private final boolean whole;
    private int optionStart = -1;
    private int lineFrom = -1;
    private int lineEnd = -1;

    /// @param parts of a form: one pattern, or that of a command and that of its option
    CommandPlace(List<Pattern> parts, String text) {
        this.text = text;
        this.command = parts.getFirst().matcher(text);
        this.option = parts.getLast().matcher(text);
        this.whole = parts.size() == 1;
    }

    /// The next one that begins at or after a place.
    boolean find(int from) {
        if (whole) {
            return command.find(from);
        }
        for (int at = from; at <= text.length() && command.find(at); at = command.start() + 1) {
            int option = option(command.end());
            if (option == NONE) {
                return false;
            }
            if (option - command.end() <= FARTHEST && option <= line(command.end())) {
                return true;
            }
        }
        return false;
    }

    int start() {
        return command.start();
    }

    /// Where the secret may begin.
    int end() {
        return whole ? command.end() : option.end();
    }

    String group(int group) {
        return command.group(group);
    }

    private int option(int from) {
        if (optionStart < from) {
            optionStart = option.find(from) ? option.start() : NONE;
        }
        return optionStart;
    }

    /// Where the line of a command ends, lines that go on after a backslash included.
    private int line(int from) {
        if (from < lineFrom || from > lineEnd) {
            lineFrom = from;
            lineEnd = text.indexOf('\n', from);
            while (lineEnd > 0 && text.charAt(lineEnd - 1) == '\\') {
                lineEnd = text.indexOf('\n', lineEnd + 1);
            }
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
        }
        return lineEnd;
    }
}
