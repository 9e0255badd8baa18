package dev.phantom.evidence;

import java.time.Instant;
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
        return switch (this) {
            case Alert a ->
                new Alert(
                        a.at(),
                        a.recovered(),
                        words.apply(a.monitor()),
                        words.apply(a.summary()),
                        words.apply(a.link()));
            case Metric m ->
                new Metric(
                        m.at(),
                        words.apply(m.name()),
                        words.apply(m.unit()),
                        m.role(),
                        m.before(),
                        m.onset(),
                        m.during(),
                        m.after(),
                        m.coverage(),
                        m.shape(),
                        m.share(),
                        words.apply(m.summary()),
                        words.apply(m.link()));
            case Incident i ->
                new Incident(
                        i.at(),
                        i.resolved(),
                        words.apply(i.id()),
                        words.apply(i.severity()),
                        words.apply(i.summary()),
                        words.apply(i.link()));
            case Health h ->
                new Health(
                        h.at(), words.apply(h.service()), h.healthy(), words.apply(h.summary()), words.apply(h.link()));
            case Log l ->
                new Log(
                        l.at(),
                        words.apply(l.service()),
                        words.apply(l.status()),
                        l.count(),
                        words.apply(l.summary()),
                        words.apply(l.link()));
            case Trace t ->
                new Trace(
                        t.at(),
                        words.apply(t.service()),
                        words.apply(t.resource()),
                        t.durationNanos(),
                        t.error(),
                        words.apply(t.summary()),
                        words.apply(t.link()));
            case Event e ->
                new Event(e.at(), words.apply(e.source()), e.kind(), words.apply(e.summary()), words.apply(e.link()));
            case Write w ->
                new Write(
                        w.at(),
                        words.apply(w.eventId()),
                        words.apply(w.actor()),
                        words.apply(w.summary()),
                        words.apply(w.link()));
        };
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

        /// One of which averages alone are known.
        public Metric(
                Instant at,
                String name,
                String unit,
                Role role,
                @Nullable Stats before,
                @Nullable Stats onset,
                @Nullable Stats during,
                @Nullable Stats after,
                double coverage,
                String summary,
                String link) {
            this(at, name, unit, role, before, onset, during, after, coverage, SeriesShape.NONE, null, summary, link);
        }

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
        public record Stats(double average, double min, double p95, double max, int points, @Nullable Slope slope) {
            public Stats(double average, double min, double p95, double max, int points) {
                this(average, min, p95, max, points, null);
            }

            Stats with(Slope other) {
                return new Stats(average, min, p95, max, points, other);
            }
        }

        /// How full a capacity is with the load since the change took hold, in per cent.
        ///
        /// @param of   the property or metric that is the capacity: `/MemorySize`
        /// @param live null where live sets none
        /// @param safe null where the safe state sets none
        public record Share(String of, @Nullable Use live, @Nullable Use safe) {
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

    record Incident(Instant at, @Nullable Instant resolved, String id, String severity, String summary, String link)
            implements Signal {}

    /// Errors, hits, latency of a service or monitor state: `healthy` at the end of the window.
    record Health(Instant at, String service, boolean healthy, String summary, String link) implements Signal {}

    /// Log lines of one pattern.
    record Log(Instant at, String service, String status, int count, String summary, String link) implements Signal {}

    record Trace(
            Instant at, String service, String resource, long durationNanos, boolean error, String summary, String link)
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
