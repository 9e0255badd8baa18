package dev.phantom.wire;

import dev.phantom.fault.Cause;

/// What happened to an exchange, in words for people: the host and what it did, no class of ours or of a library.
///
/// @param text `api.example refused the connection`; no full stop
public record WireFailure(Kind kind, String text) {

    public enum Kind {
        REFUSED,
        UNKNOWN_HOST,
        /// No connection in time, or no way there.
        UNREACHABLE,
        TLS,
        /// A connection, and not a byte.
        SILENT,
        /// The head of an answer, and not all of it in time.
        SLOW,
        /// The connection ended before the answer did.
        CUT,
        NOT_HTTP,
        TOO_LARGE,
        /// An answer, whole, that is not what the vendor documents.
        UNDOCUMENTED;

        public Cause cause() {
            return switch (this) {
                case REFUSED, UNKNOWN_HOST, UNREACHABLE, TLS, SILENT, SLOW, CUT -> Cause.AWAY;
                case NOT_HTTP, TOO_LARGE, UNDOCUMENTED -> Cause.BROKEN;
            };
        }

        /// Whether another attempt may go better.
        public boolean mayPass() {
            return switch (this) {
                case TLS, TOO_LARGE, UNDOCUMENTED -> false;
                case REFUSED, UNKNOWN_HOST, UNREACHABLE, SILENT, SLOW, CUT, NOT_HTTP -> true;
            };
        }
    }

    public Cause cause() {
        return kind.cause();
    }

    /// What to do about it.
    public String remedy() {
        return switch (kind) {
            case TOO_LARGE -> "raise limits.responseMegabytes if that is what it should send";
            case SILENT, SLOW -> "run again later, or raise limits.callSeconds";
            case CUT -> "run again later; check the proxy";
            case UNDOCUMENTED, NOT_HTTP -> "check that this is the vendor's own host, and the proxy";
            case REFUSED, UNKNOWN_HOST, UNREACHABLE, TLS -> "check the network, the proxy and the host's name";
        };
    }
}
