package dev.phantom.analysis.measure;

/// How hard one metric says that a resource is pressed: in per cent of what live's size can carry, and of what the safe
/// state's could.
///
/// @param path    the property that is the capacity
/// @param exhibit of the metric
/// @param kind    how far it may go
/// @param live    the capacity that live has; 100 where the metric is a percentage; 0 where live sets none
/// @param safe    the capacity that the safe state has
/// @param p95     of the load now, in the unit of the capacities
/// @param max     of the load now
/// @param before  the 95th percentile before the trouble, in per cent of the safe capacity; -1 if unknown
/// @param perDay  growth since the change, in the unit of the capacities; 0 if it is not sure
/// @param episode whether the load was higher for a time that is over
public record Strain(
        String path,
        String exhibit,
        String metric,
        Kind kind,
        double live,
        double safe,
        double p95,
        double max,
        double before,
        double perDay,
        boolean episode) {

    /// What is measured decides how much room it needs.
    public enum Kind {
        /// Work queues long before all of it is used: 80 % for a quarter of an hour is too much
        /// (docs.aws.amazon.com/opensearch-service/latest/developerguide/cloudwatch-alarms.html), 90 % is the highest
        /// that AWS plans with (docs.aws.amazon.com/memorydb/latest/devguide/metrics.whichshouldimonitor.html).
        COMPUTE(60, 80, 70, 90),
        /// What does not fit is killed or thrown out: a quarter is kept free
        /// (docs.aws.amazon.com/AmazonElastiCache/latest/red-ug/redis-memory-management.html).
        MEMORY(75, 80, 80, 85),
        /// What comes above is refused, and nothing queues below: targets lie between 50 and 90 %, higher only for a
        /// load without peaks
        /// (docs.aws.amazon.com/amazondynamodb/latest/developerguide/CostOptimization_AutoScalingSettings.html).
        RATE(80, 85, 90, 97),
        /// It fills up and does not shrink: a quarter is kept free
        /// (docs.aws.amazon.com/opensearch-service/latest/developerguide/cloudwatch-alarms.html).
        STORAGE(75, 75, 80, 85),
        /// How many there are of those that there may be: the last one is as good as the first.
        COUNT(95, 100, 95, 97);

        private final double wantedP95;
        private final double wantedMax;
        private final double holdsP95;
        private final double holdsMax;

        /// @param wantedP95 per cent of a size that one would plan, at the 95th percentile
        /// @param wantedMax the same at a peak that lasts
        /// @param holdsP95  per cent that a size carries with little to spare
        /// @param holdsMax  the same at a peak that lasts
        Kind(double wantedP95, double wantedMax, double holdsP95, double holdsMax) {
            this.wantedP95 = wantedP95;
            this.wantedMax = wantedMax;
            this.holdsP95 = holdsP95;
            this.holdsMax = holdsMax;
        }
    }

    /// How long stored bytes should go on fitting.
    private static final int DAYS = 90;

    private static final int FORTNIGHT = 14;
    private static final int MONTH = 30;

    private static final double AS_BEFORE = 1.1;
    private static final double NOT_FULL = 92;

    public double p95On(double capacity) {
        return 100 * p95 / capacity;
    }

    public double maxOn(double capacity) {
        return 100 * max / capacity;
    }

    /// The same with more to carry.
    Strain times(double factor) {
        return new Strain(
                path,
                exhibit,
                metric,
                kind,
                live,
                safe,
                p95 * factor,
                max * factor,
                before < 0 ? before : before * factor,
                perDay * factor,
                episode);
    }

    /// Whether the safe size had room before the trouble or the change.
    public boolean hadRoom() {
        return before >= 0 && before <= kind.holdsP95;
    }

    /// Whether memory that grows without an end is full within two weeks on live's size: a bigger one only moves the
    /// day.
    public boolean fillsSoon() {
        return kind == Kind.MEMORY && live > 0 && perDay > 0 && max < live && (live - max) / perDay <= FORTNIGHT;
    }

    /// Whether the safe size carries today's load, or carried as much before without being full.
    public boolean safeHolds() {
        return (holds(safe) || asBefore()) && !outgrows();
    }

    /// Whether what is stored, and grows, is more than the safe size within a month.
    private boolean outgrows() {
        return kind == Kind.STORAGE && perDay > 0 && max + perDay * MONTH > safe;
    }

    /// Whether a size carries today's load, with little to spare.
    public boolean holds(double capacity) {
        return p95On(capacity) <= kind.holdsP95 && maxOn(capacity) <= kind.holdsMax;
    }

    /// Whether the safe size carried this load before the trouble.
    public boolean asBefore() {
        return before >= 0 && before <= NOT_FULL && p95On(safe) <= NOT_FULL && p95On(safe) <= before * AS_BEFORE;
    }

    /// Whether a size leaves the room that one would plan for.
    public boolean fits(double capacity) {
        return wanted() <= capacity;
    }

    /// The smallest capacity that leaves that room.
    public double wanted() {
        return Math.max(100 * (p95 + grown()) / kind.wantedP95, 100 * (max + grown()) / kind.wantedMax);
    }

    /// The smallest capacity that just holds.
    public double enough() {
        return Math.max(100 * (p95 + grown()) / kind.holdsP95, 100 * (max + grown()) / kind.holdsMax);
    }

    private double grown() {
        return kind == Kind.STORAGE && perDay > 0 ? perDay * DAYS : 0;
    }
}
