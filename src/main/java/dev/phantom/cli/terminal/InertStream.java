package dev.phantom.cli.terminal;

import java.io.OutputStream;
import java.io.PrintStream;

/// Text of which no runner of a pipeline takes a line for a command of its own, whatever a description, a log or a
/// model says: GitHub obeys a line that begins with `::`, blanks aside, and `##[` anywhere in one; Azure and TeamCity
/// `##name[`.
///
/// `::` becomes `: :`, and `##[` becomes `## [`. In JSON, which is told by its first character, the bracket is escaped,
/// so that the value stays what it is.
public final class InertStream extends PrintStream {

    private final PrintStream target;

    private InertStream(PrintStream target) {
        super(new Inert(target), false, target.charset());
        this.target = target;
    }

    /// The stream itself if it is inert already.
    public static PrintStream over(PrintStream target) {
        return target instanceof InertStream ? target : new InertStream(target);
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

        private void begin(int c) {
            if (!begun && c > ' ') {
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
