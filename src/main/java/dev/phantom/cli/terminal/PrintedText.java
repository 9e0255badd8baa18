package dev.phantom.cli.terminal;

import java.io.PrintStream;
import java.io.Writer;

/// Prints as text what is written in pieces, of which none ends within a character.
public final class PrintedText extends Writer {

    private final PrintStream target;
    private String begun = "";

    public PrintedText(PrintStream target) {
        this.target = target;
    }

    @Override
    public void write(char[] text, int from, int length) {
        var piece = begun + new String(text, from, length);
        int end = piece.isEmpty() || !Character.isHighSurrogate(piece.charAt(piece.length() - 1))
                ? piece.length()
                : piece.length() - 1;
        begun = piece.substring(end);
        target.print(piece.substring(0, end));
    }

    @Override
    public void flush() {
        target.flush();
    }

    @Override
    public void close() {
        target.print(begun);
        begun = "";
        flush();
    }
}
