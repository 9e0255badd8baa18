package dev.phantom.datadog.observe;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.time.Duration;
import java.util.regex.Pattern;

/// How far back to look: `30m`, `12h`, `7d`, `2w`.
public final class Lookback {
    private Lookback() {}

    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,4})([mhdw])");

    /// @throws PhantomException USAGE
    public static Duration parse(String text) {
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            throw new PhantomException(
                    new Diagnostic(Code.USAGE, "'" + text + "' is not a span of time", "write 30m, 12h, 7d or 2w", "--last"));
        }
        var count = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
