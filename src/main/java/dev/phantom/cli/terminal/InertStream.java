package dev.phantom.cli.terminal;

import dev.phantom.fault.InertText;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text that neither a terminal nor the runner of a pipeline takes for a command, whatever a description, a log or a
/// model says. A terminal obeys control characters, and some that turn the direction of a text: what is *printed* has
/// them as escapes ([InertText]); what is *written* as bytes is a file, which stays as it is. GitHub obeys a line that
/// begins with `::`, blanks aside, and `##[` anywhere in one; Azure and TeamCity `##name[`.
///
/// `::` becomes `: :`, and `##[` becomes `## [`. In JSON, which is told by its first character, the bracket is escaped,
/// so that the value stays what it is.
public final class InertStream extends PrintStream {

    /// Those that Phantom's reports and its usage use.
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[(?:0|1;31|1|3|2[123]|3[136]|39)?m");

    private final PrintStream target;
    private final Inert inert;
    private final boolean coloured;

    private InertStream(PrintStream target, Inert inert, boolean coloured) {
        super(inert, false, target.charset());
        this.target = target;
        this.inert = inert;
        this.coloured = coloured;
    }

    /// The stream itself if it is inert already.
    ///
    /// @param coloured whether Phantom's own colours pass
    public static PrintStream over(PrintStream target, boolean coloured) {
        return target instanceof InertStream ? target : new InertStream(target, new Inert(target), coloured);
    }

    @Override
    public void print(@Nullable String text) {
        var whole = String.valueOf(text);
        super.print(inert.isJson(whole) ? InertText.json(whole) : coloured ? painted(whole) : InertText.lines(whole));
    }

    private static String painted(String text) {
        var shown = new StringBuilder();
        var colour = COLOUR.matcher(text);
        int from = 0;
        while (colour.find()) {
            shown.append(InertText.lines(text.substring(from, colour.start()))).append(colour.group());
            from = colour.end();
        }
        return shown.append(InertText.lines(text.substring(from))).toString();
    }

    @Override
    public boolean checkError() {
        return super.checkError() | target.checkError();
    }

    /// Looks at bytes, since a command may come in pieces. What is not ASCII counts as blank before `::`: the runner
    /// strips blanks of all scripts.
    private static final class Inert extends OutputStream {

        private static final byte[] BLANK = {' '};
        private static final byte[] BRACKET = {'\\', 'u', '0', '0', '5', 'b'};

        private final PrintStream target;
        private boolean begun;
        private boolean json;
        private boolean beginning = true;
        private int colons;
        private int hashes;

        Inert(PrintStream target) {
            this.target = target;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            var written = from;
            var end = from + length;
            for (var i = candidate(bytes, from, end); i < end; i = candidate(bytes, i + 1, end)) {
                var c = bytes[i] & 0xff;
                begin(c);
                var colon = secondColon(c);
                var bracket = bracket(c);
                if (colon || bracket) {
                    target.write(bytes, written, i - written);
                    target.writeBytes(bracket && json ? BRACKET : BLANK);
                    written = bracket && json ? i + 1 : i;
                }
            }
            target.write(bytes, written, end - written);
        }

        /// The next byte that can matter: inside a line, only one that ends it or is a hash. Most of a long result is
        /// skipped here.
        private int candidate(byte[] bytes, int from, int end) {
            var i = from;
            if (begun && !beginning && hashes == 0) {
                while (i < end && (bytes[i] > '#' || bytes[i] != '#' && bytes[i] != '\n' && bytes[i] != '\r')) {
                    i++;
                }
            }
            return i;
        }

        /// Whether the text is of a JSON document: the one that was begun, or its own.
        boolean isJson(String text) {
            var first = text.stripLeading();
            return begun ? json : first.startsWith("{") || first.startsWith("[");
        }

        private void begin(int c) {
            if (!begun && (c > ' ' || c == '\u001b')) {
                begun = true;
                json = c == '{' || c == '[';
            }
        }

        private boolean secondColon(int c) {
            if (c == '\n' || c == '\r') {
                beginning = true;
                colons = 0;
                return false;
            }
            if (!beginning) {
                return false;
            }
            if (c == ':') {
                colons++;
            }
            beginning = c == ':' ? colons < 2 : colons == 0 && (c <= ' ' || c > 0x7e);
            return colons == 2;
        }

        private boolean bracket(int c) {
            if (c == '#') {
                hashes++;
                return false;
            }
            var closes = hashes > 1 && c == '[';
            if (hashes < 2 || !Character.isLetter(c)) {
                hashes = 0;
            }
            return closes;
        }

        @Override
        public void flush() {
            target.flush();
        }
    }
}
