package dev.phantom.cli.terminal;

import dev.phantom.secret.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;

/// What is said beside a result: messages, the log of libraries, traces of `--debug`. Each line is shown as a person
/// may see it; a private key goes on over many.
final class RedactedStream extends OutputStream {

    private static final Pattern BODY = Pattern.compile("[\\w+/=:.,; -]*\\R?");

    private final PrintStream target;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean inKey;

    private RedactedStream(PrintStream target) {
        this.target = target;
    }

    static PrintStream over(PrintStream target) {
        return new PrintStream(new RedactedStream(target), false, target.charset());
    }

    @Override
    public synchronized void write(int one) {
        line.write(one);
        if (one == '\n') {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /// Passes what there is of a line that goes on: a step of progress ends in none.
    @Override
    public synchronized void flush() {
        if (line.size() > 0 && !endsMidway()) {
            pass();
        }
        target.flush();
    }

    private boolean endsMidway() {
        var bytes = line.toByteArray();
        return bytes[bytes.length - 1] < 0;
    }

    private void pass() {
        var text = line.toString(target.charset());
        line.reset();
        boolean body = inKey && BODY.matcher(text).matches() && !text.isBlank();
        inKey = begins(text) || body && !text.contains("-----END");
        target.print(body ? Secrets.SHOWN + (text.endsWith("\n") ? "\n" : "") : shown(text));
    }

    private static boolean begins(String text) {
        return text.contains("-----BEGIN") && text.contains("PRIVATE KEY") && !text.contains("-----END");
    }

    private static String shown(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return Secrets.NONE.shown(text.substring(0, end)) + text.substring(end);
    }
}
