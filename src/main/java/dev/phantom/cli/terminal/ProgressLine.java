package dev.phantom.cli.terminal;

import dev.phantom.fault.InertText;
import dev.phantom.report.WordWrap;
import dev.phantom.stack.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Progress on stderr. On a terminal a step is one line that the next overwrites; elsewhere (a log of CI) steps are
/// told twice a minute at most. Lines worth keeping are always told; with `--quiet` nothing is.
public final class ProgressLine implements Progress, AutoCloseable {

    private static final Duration SELDOM = Duration.ofSeconds(30);
    private static final int COLUMNS = 80;

    /// To the first column, and the line is empty: bytes, for what is printed as text never acts.
    private static final byte[] START = "\r\u001b[K".getBytes(StandardCharsets.US_ASCII);

    private final Terminal terminal;
    private final boolean quiet;
    private final boolean overwrites;
    private final int columns;
    private Instant shownAt;
    private boolean open;

    private ProgressLine(Globals globals, Terminal terminal) {
        this.terminal = terminal;
        this.quiet = globals.quiet();
        this.overwrites = terminal.errTty() && !"dumb".equals(terminal.env("TERM"));
        this.columns = terminal.errColumns() == 0 ? COLUMNS : terminal.errColumns();
        this.shownAt = terminal.clock().instant();
    }

    public static ProgressLine of(Globals globals, Terminal terminal) {
        return new ProgressLine(globals, terminal);
    }

    @Override
    public synchronized void accept(String line) {
        if (!quiet) {
            close();
            WordWrap.lines(clean(line), overwrites ? columns : 0).forEach(terminal.err()::println);
        }
    }

    @Override
    public synchronized void step(String now) {
        if (quiet) {
            return;
        }
        if (overwrites) {
            var line = clean(now);
            terminal.err().writeBytes(START);
            terminal.err().print(WordWrap.cut(line, columns - 1));
            terminal.err().flush();
            open = true;
            return;
        }
        var time = terminal.clock().instant();
        if (Duration.between(shownAt, time).compareTo(SELDOM) >= 0) {
            shownAt = time;
            accept(now);
        }
    }

    /// Names in it may be anybody's.
    private static String clean(@Nullable String line) {
        return InertText.sentence(String.valueOf(line)).strip();
    }

    /// Takes the last step off the terminal, so that a result stands alone.
    @Override
    public synchronized void close() {
        if (open) {
            terminal.err().writeBytes(START);
            terminal.err().flush();
            open = false;
        }
    }
}
