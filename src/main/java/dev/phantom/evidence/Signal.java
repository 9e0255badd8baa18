package dev.phantom.evidence;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One observation. All text is untrusted: it came from outside.
public sealed interface Signal {

    Instant at();

    /// One line for people.
    String summary();

    /// Address of the observation in its own tool, on the configured host; empty if there is none.
    String link();

    /// The same with other words.
    default Signal mapText(UnaryOperator<String> words) {
        return SignalWords.of(this, words);
    }

    /// A monitor that alerted (`recovered` null while it still does).
    record Alert(Instant at, @Nullable Instant recovered, String monitor, String summary, String link)
            implements Signal {}

    /// One metric over the window, in numbers. The trouble begins with the first alert or incident around the change.
    ///
    /// @param name   `aws.rds.cpuutilization`
    /// @param unit   `percent`, `request/second`; empty if unknown
    /// @param role   what it says of the resource
    /// @param before baseline before the trouble, or before the change where there was none; null if no points
    /// @param onset  from the trouble's begin until the change: what the change answered; null if no points
    /// @param during from the change until the trouble's end (or the window's end); null if no points
    /// @param after  after the trouble's end; null if no points
    /// @param coverage share of expected points that exist, 0 to 1
    /// @param share  null where no capacity is known that limits it
    record Metric(
            Instant at,
            String name,
            String unit,
            Role role,
            @Nullable Stats before,
            @Nullable Stats onset,
            @Nullable Stats during,
            @Nullable Stats after,
            double coverage,
            SeriesShape shape,
            @Nullable Share share,
            String summary,
            String link)
            implements Signal {

        public enum Role {
            /// How much of the resource is used.
            UTILISATION,
            /// How much there is to use: provisioned units, instances, slots.
            CAPACITY,
            /// That there is too little, or nearly so: evictions, throttles, queues.
            SATURATION,
            /// How those fare who use it: errors, latency.
            HEALTH
        }

        /// @param slope null where the phase is too short for one
        public record Stats(
                double average,
                double min,
                double p95,
                double max,
                int points,
                @Nullable Slope slope) {
            Stats with(Slope other) {
                return new Stats(average, min, p95, max, points, other);
            }
        }

        /// How full a capacity is with the load since the change took hold, in per cent.
        ///
        /// @param of   the property or metric that is the capacity: `/MemorySize`
        /// @param live null where live sets none
        /// @param safe null where the safe state sets none
        public record Share(
                String of, @Nullable Use live, @Nullable Use safe) {
            /// @param capacity in the unit of the metric
            public record Use(double capacity, double p95, double max) {}
        }

        /// With its points.
        public Metric drawn(SeriesShape.Curve curve) {
            return new Metric(
                    at,
                    name,
                    unit,
                    role,
                    before,
                    onset,
                    during,
                    after,
                    coverage,
                    shape.drawn(curve),
                    share,
                    summary,
                    link);
        }

        /// The statistics once the change was in place: after the trouble, or since the change where there was none.
        public @Nullable Stats settled() {
            return after != null ? after : during;
        }
    }

    /// How much was used of something that is billed by use, over the days before the drift was found.
    ///
    /// @param at      from when on it was counted
    /// @param of      product of the price book: `lambda.duration`
    /// @param monthly as much as 730 hours take at that rate, in units of one: requests, seconds, GB
    /// @param unit    `requests`, `seconds`, `GB`
    record Usage(Instant at, String of, double monthly, String unit, String summary, String link) implements Signal {}

    /// @param resolved the end of the impact on customers, else when it was resolved; null while it lasts
    record Incident(
            Instant at,
            @Nullable Instant resolved,
            String id,
            String severity,
            IncidentCourse course,
            String summary,
            String link)
            implements Signal {

        /// Whether it had begun by then and was not resolved before.
        public boolean lasts(Instant moment) {
            return !at.isAfter(moment) && (resolved == null || !resolved.isBefore(moment));
        }

        /// Whether any of it lies in the window: those of the month before and of later are told too.
        public boolean touches(Window window) {
            return !at.isAfter(window.to()) && (resolved == null || !resolved.isBefore(window.from()));
        }
    }

    /// A monitor or an objective that guards the service.
    ///
    /// @param at          as of when
    /// @param condition   what it watches and its limits: a query with thresholds, a target over a span of time
    /// @param state       as of then: `OK`, `Alert`, a share of good time; empty if unknown
    /// @param transitions when it changed in the window, in time order
    record Guard(
            Instant at,
            Kind kind,
            String name,
            String condition,
            String state,
            List<Note> transitions,
            String summary,
            String link)
            implements Signal {
        public enum Kind {
            MONITOR,
            OBJECTIVE
        }

        public Guard {
            transitions = List.copyOf(transitions);
        }
    }

    /// Something that happened to another service, or to AWS itself where the stack runs: a cause, or a coincidence.
    ///
    /// @param until   when it was over; null if it is a moment or still lasts
    /// @param service whose it is; empty for AWS itself
    record Nearby(
            Instant at,
            @Nullable Instant until,
            String service,
            Direction direction,
            Kind kind,
            String summary,
            String link)
            implements Signal {

        /// Where the service stands, seen from the stack's.
        public enum Direction {
            /// The stack's service calls it.
            CALLED,
            /// It calls the stack's service.
            CALLS,
            /// It calls a service that the stack's service calls.
            SHARES,
            /// It belongs to the same team.
            TEAM,
            /// Nothing is known to tie it to the stack but the time.
            TIME,
            /// AWS, in the region or account of the stack.
            AWS
        }

        public enum Kind {
            ALERT,
            DEPLOY,
            ROLLBACK,
            HEALTH,
            INCIDENT,
            OTHER
        }
    }

    /// Who used a resource that has no utilisation: by flow logs, audit trail or access logs.
    ///
    /// @param at      first seen; of none the begin of the time in which it was looked for
    /// @param last    last seen; of none the end of that time
    /// @param count   how often; 0 says that the trail was read to its end and knows no use
    /// @param who     an address, a principal; empty if nobody
    /// @param what    a port, a call; empty if nothing
    /// @param refused whether it was turned away
    /// @param asked   the longest time that it asked for, in seconds: a session's length, how far back a query reads;
    ///                0 if it asks for none
    record Access(
            Instant at,
            Instant last,
            long count,
            Trail trail,
            String who,
            String what,
            boolean refused,
            long asked,
            String summary,
            String link)
            implements Signal {
        public enum Trail {
            FLOW,
            /// Logs of CloudTrail.
            AUDIT,
            ACCESS,
            /// CloudTrail's own history of events: management calls of 90 days.
            HISTORY
        }
    }

    /// Something noted with a time.
    ///
    /// @param at    null if it has none
    /// @param until null if it has no end
    record Note(@Nullable Instant at, @Nullable Instant until, String text) {

        static List<Note> mapped(List<Note> notes, UnaryOperator<String> words) {
            return notes.stream()
                    .map(n -> new Note(n.at(), n.until(), words.apply(n.text())))
                    .toList();
        }
    }

    /// Errors, hits, latency of a service or monitor state: `healthy` at the end of the window.
    record Health(Instant at, String service, boolean healthy, String summary, String link) implements Signal {}

    /// How often something was seen in each part of the window, by counting all of it.
    ///
    /// @param before until the trouble began, or until the change where there was none
    /// @param onset  from then until the change
    /// @param during from the change until the trouble was over, or until the window's end
    /// @param after  since then
    record Counts(long before, long onset, long during, long after) {
        public long total() {
            return before + onset + during + after;
        }
    }

    /// Log lines of one pattern, or one line as it stands.
    ///
    /// @param count  how many; of one line how many like it were read
    /// @param counts of all of them by part of the window; null for one line
    /// @param text   the line verbatim; empty for a pattern
    record Log(
            Instant at,
            String service,
            String status,
            int count,
            @Nullable Counts counts,
            String text,
            String summary,
            String link)
            implements Signal {}

    /// One span, or those of one resource.
    ///
    /// @param durationNanos of the span; the 95th percentile of several
    /// @param counts        of several, by part of the window; null for one span
    record Trace(
            Instant at,
            String service,
            String resource,
            long durationNanos,
            boolean error,
            @Nullable Counts counts,
            String summary,
            String link)
            implements Signal {}

    /// Deployments, rollbacks, comments, AWS events.
    record Event(Instant at, String source, Kind kind, String summary, String link) implements Signal {
        public enum Kind {
            DEPLOY,
            ROLLBACK,
            OTHER
        }
    }

    /// A write of CloudTrail.
    record Write(Instant at, String eventId, String actor, String summary, String link) implements Signal {}
}
