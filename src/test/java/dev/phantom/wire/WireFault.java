package dev.phantom.wire;

import dev.phantom.fault.Cause;

/// What goes wrong between Phantom and one vendor.
public enum WireFault {
    REFUSED,
    UNKNOWN_HOST,
    /// A host that takes no connection and refuses none.
    BLACKHOLE,
    /// A connection, and no byte.
    STALL,
    /// The head of an answer and a byte of its body every so often.
    DRIP,
    LIMIT_ONCE,
    LIMIT_FOR_EVER,
    /// 429, come back in three hours.
    LIMIT_HOURS,
    ERROR_ONCE,
    ERROR_FOR_EVER,
    /// Credentials that end after the first answer.
    UNAUTHORIZED_MIDWAY,
    FORBIDDEN,
    MALFORMED,
    TRUNCATED,
    EMPTY,
    HTML,
    REDIRECT,
    /// More than anybody takes, packed where the caller allows it.
    HUGE,
    BAD_UTF8,
    /// A port that speaks no TLS, asked by https.
    TLS_ON_A_PLAIN_PORT,
    /// What was asked is done, and the answer does not arrive.
    ANSWER_LOST;

    /// Whether the call succeeds in the end, because the fault passes.
    public boolean passes() {
        return this == LIMIT_ONCE || this == ERROR_ONCE;
    }

    /// What the line must say that tells of it; a regular expression.
    ///
    /// @param host as the address names it
    public String said(String host) {
        var there = java.util.regex.Pattern.quote(host);
        return switch (this) {
            case REFUSED -> there + " refused the connection";
            case UNKNOWN_HOST -> "the name " + there + " is unknown";
            case BLACKHOLE -> "no connection to " + there + " in time";
            case STALL -> there + " sent no answer within \\d+ m?s";
            case DRIP -> there + " began an answer \\(200\\) and sent \\d+ bytes of its body within \\d+ m?s";
            case LIMIT_FOR_EVER -> "\\b429\\b|hrottled|rate limit";
            case LIMIT_HOURS -> "asked to wait 3 h, and a call waits at most";
            case ERROR_FOR_EVER -> "\\b503\\b";
            case UNAUTHORIZED_MIDWAY -> "\\b401\\b";
            case FORBIDDEN -> "\\b403\\b";
            case MALFORMED -> there + " answered 200 with no valid (JSON|XML): \"";
            case TRUNCATED, ANSWER_LOST ->
                there + " closed the connection (in the middle of an answer|without an answer)";
            case EMPTY -> there + " answered 200 with no body";
            case HTML -> there + " answered 200 with a page of HTML: \"<html>";
            case REDIRECT -> "302 redirect from .*" + there + " to http://elsewhere.invalid, not followed";
            case HUGE -> there + " sent more than \\d+ (KB|MB|bytes) in one answer";
            case BAD_UTF8 -> there + " answered 200 with bytes that are no UTF-8";
            case TLS_ON_A_PLAIN_PORT -> there + " does not speak TLS on this port";
            case LIMIT_ONCE, ERROR_ONCE -> "";
        };
    }

    /// What the source did, as the house types it.
    public Cause cause() {
        return switch (this) {
            case REFUSED, UNKNOWN_HOST, BLACKHOLE, STALL, DRIP, TRUNCATED, ANSWER_LOST, TLS_ON_A_PLAIN_PORT ->
                Cause.AWAY;
            case LIMIT_FOR_EVER, LIMIT_HOURS -> Cause.RATE_LIMITED;
            case UNAUTHORIZED_MIDWAY, FORBIDDEN -> Cause.DENIED;
            case ERROR_FOR_EVER, MALFORMED, EMPTY, HTML, REDIRECT, HUGE, BAD_UTF8 -> Cause.BROKEN;
            case LIMIT_ONCE, ERROR_ONCE -> Cause.OTHER;
        };
    }

    /// As a row of a table names it.
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
