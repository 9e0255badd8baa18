package dev.phantom.fault;

import java.time.Duration;

/// How long a source may take and how much it may say, before what it would have said is a gap.
///
/// @param call      one call: all its attempts, the waits between them and the whole answer
/// @param modelCall the same of a question to a language model, which thinks before it answers
/// @param stack     all that is waited for because of one stack
/// @param bytes     of one answer, unpacked
public record Limits(Duration call, Duration modelCall, Duration stack, long bytes) {

    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofMinutes(20), 32L << 20);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// One call that must not take longer than that, whatever it may.
    public Duration call(Duration longest) {
        return longest.compareTo(call) < 0 ? longest : call;
    }

    /// One attempt: a second one fits into the call.
    public Duration attempt() {
        return call.multipliedBy(2).dividedBy(3);
    }

    /// Until a connection stands: three attempts fit into the call.
    public Duration connect() {
        var third = call.dividedBy(3);
        return third.compareTo(CONNECT) < 0 ? third : CONNECT;
    }

    /// The same for questions to a language model.
    public Limits ofModel() {
        return new Limits(modelCall, modelCall, stack, bytes);
    }

    /// `20 s`, `3 h`, `250 ms`: as messages say it, rounded to what matters.
    public static String said(Duration time) {
        if (time.toMillis() < 1000) {
            return time.toMillis() + " ms";
        }
        var seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? Math.round(seconds / 60.0) + " min" : Math.round(seconds / 3600.0) + " h";
    }
}
