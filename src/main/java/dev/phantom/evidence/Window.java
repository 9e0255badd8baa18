package dev.phantom.evidence;

import java.time.Instant;

/// The span of time that evidence is collected for. Fixed when a case is judged first.
///
/// @param changedAt the moment of the change, or the best bracket end
public record Window(Instant from, Instant changedAt, Instant to, Dating dating) {

    /// Where the moment of the change is from.
    public enum Dating {
        /// A write of CloudTrail.
        WRITE,
        /// The end of the span in which the change was made: it was seen at its end and not at its begin.
        BRACKET,
        /// A step in a metric of the resource, as no write is known.
        METRIC,
        /// Nothing tells: the moment is the present.
        UNKNOWN
    }
}
