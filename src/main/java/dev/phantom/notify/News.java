package dev.phantom.notify;

import java.time.Instant;

/// One thing that a channel has not been told of yet.
///
/// @param drift as it is now; of one that is gone, as it was last
/// @param was   what was told before, where that matters: `wrong` of a verdict that is another one now; else empty
/// @param at    moment of the run that saw it first
public record News(Kind kind, DriftState drift, String was, Instant at) {

    public enum Kind {
        NEW,
        /// The same drift has other values, or a higher severity.
        CHANGED,
        VERDICT,
        OPENED,
        MERGED,
        CLOSED,
        GONE,
        /// A rule of the team hides it from now on.
        IGNORED,
        /// Its stack is not in the configuration any more.
        UNCONFIGURED,
        /// It came and went while messages were held back.
        PASSED,
        /// Another drift of its resource, which is told of itself, has taken its place.
        REPLACED;

        /// Whether nothing is left of the drift.
        public boolean over() {
            return switch (this) {
                case GONE, IGNORED, UNCONFIGURED, PASSED, REPLACED -> true;
                case NEW, CHANGED, VERDICT, OPENED, MERGED, CLOSED -> false;
            };
        }
    }

    /// The same as one thing with what has come after it.
    ///
    /// @param later of the same drift
    News then(News later) {
        return switch (kind) {
            case NEW ->
                switch (later.kind) {
                    case GONE, IGNORED, PASSED -> new News(Kind.PASSED, later.drift, "", at);
                    case NEW, CHANGED, VERDICT, OPENED, MERGED, CLOSED -> new News(Kind.NEW, later.drift, "", at);
                    case UNCONFIGURED, REPLACED -> later;
                };
            case GONE, IGNORED, UNCONFIGURED, REPLACED ->
                later.kind == Kind.NEW ? new News(Kind.CHANGED, later.drift, "", later.at) : later;
            case CHANGED -> later.kind.over() ? later : new News(Kind.CHANGED, later.drift, "", at);
            case VERDICT -> later.kind == Kind.OPENED ? new News(kind, later.drift, was, at) : later;
            case OPENED, MERGED, CLOSED, PASSED -> later;
        };
    }
}
