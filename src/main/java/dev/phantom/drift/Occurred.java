package dev.phantom.drift;

import dev.phantom.stack.Write;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and by whom a change was made, as far as is known.
///
/// @param at      the write's time (EXACT), the end of the bracket (BRACKETED), null (UNKNOWN)
/// @param from    start of the bracket; null unless BRACKETED
/// @param actor   empty if not known
/// @param eventId of the write; empty if none
/// @param session of the write; empty if none
public record Occurred(
        @Nullable Instant at,
        @Nullable Instant from,
        Precision precision,
        String actor,
        Write.Via via,
        String eventId,
        String session) {

    public enum Precision {
        EXACT,
        BRACKETED,
        UNKNOWN
    }

    public static final Occurred UNKNOWN = new Occurred(null, null, Precision.UNKNOWN, "", Write.Via.UNKNOWN, "", "");

    /// The same by somebody of another name.
    Occurred by(String name) {
        return new Occurred(at, from, precision, name, via, eventId, session);
    }
}
