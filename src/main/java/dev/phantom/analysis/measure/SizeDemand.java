package dev.phantom.analysis.measure;

import dev.phantom.analysis.measure.Strain.Kind;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.fact.Fact;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.evidence.Signal.Metric.Role;
import dev.phantom.evidence.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is asked of a resource whose size drifted, by every metric that tells how full that size is.
///
/// @param strains of at least 80 % of the expected points
/// @param thin    exhibits of metrics that would tell, if more of their points were there
/// @param refused exhibits that show work turned away in the last days
/// @param refusedBefore exhibits that show work turned away on the safe size, and no longer
public record SizeDemand(List<Strain> strains, List<String> thin, List<String> refused, List<String> refusedBefore) {
    private static final double COVERED = Load.MIN_COVERAGE;

    /// What is turned away, thrown out or killed for want of room.
    private static final Pattern REFUSED =
            Pattern.compile("(?i).*(throttl|evictions|rejected|refused|spillover|throughput_?exceeded).*");

    /// How many there are is no demand: it is what was asked for.
    private static final Pattern SUPPLIED = Pattern.compile("(?i).*(running|desired|pending|provisioned|max_size).*");

    /// Of what may be at most, those that there are are the demand.
    private static final Pattern CEILING = Pattern.compile(".*/Max(Size|Capacity|imumCapacity)");

    /// A store that runs its commands on one core is not faster on more of them
    /// (docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html).
    private static final Pattern ONE_CORE = Pattern.compile("(?i).*engine_?cpu.*");

    private static final Pattern CPU = Pattern.compile("(?i).*cpu_?utilization.*");
    private static final Pattern MEMORY = Pattern.compile("(?i).*(mem(ory)?[._]|memory|heap).*");
    private static final Pattern IN_USE = Pattern.compile("system\\.mem\\.used");
    private static final Pattern STORAGE = Pattern.compile("(?i).*(storage_space|free_space|used_space|disk).*");
    private static final Pattern STORED = Pattern.compile("(?i).*free_?(storage_?)?space");
    private static final Pattern FLOOR = Pattern.compile(".*/Min(Size|Capacity)");
    private static final Pattern IN_SERVICE = Pattern.compile("(?i).*in_?service_?instances.*");

    /// Halves of one capacity.
    private static final Pattern HALF = Pattern.compile("(?i)(.*[._])(read|write)(_iops|_ops|_bytes|_throughput)(.*)");

    public SizeDemand {
        strains = List.copyOf(strains);
        thin = List.copyOf(thin);
        refused = List.copyOf(refused);
        refusedBefore = List.copyOf(refusedBefore);
    }

    public static SizeDemand of(Drift drift, List<Capacity> sizes, Evidence evidence, Window window) {
        var strains = new ArrayList<Strain>();
        var thin = new ArrayList<String>();
        var refusals = refusals(evidence);
        var over = refusals.stream()
                .filter(e -> !stillRefused((Metric) e.signal(), window))
                .filter(e -> TurnedAway.onSafe((Metric) e.signal()))
                .toList();
        for (var exhibit : evidence.exhibits()) {
            if (!(exhibit.signal() instanceof Metric m) || refusals.contains(exhibit)) {
                continue;
            }
            var found = strain(drift, sizes, exhibit, m, window);
            if (found.isPresent() && m.coverage() < COVERED) {
                thin.add(exhibit.id());
            } else {
                found.map(s -> TurnedAway.squeezed(s, m, over)).ifPresent(strains::add);
            }
        }
        var refused = refusals.stream().filter(e -> stillRefused((Metric) e.signal(), window));
        return new SizeDemand(summed(strains), thin, ids(refused), ids(over.stream()));
    }

    private static List<String> ids(Stream<Exhibit> exhibits) {
        return exhibits.map(Exhibit::id).toList();
    }

    private static List<Exhibit> refusals(Evidence evidence) {
        return evidence.exhibits().stream()
                .filter(e -> e.signal() instanceof Metric m
                        && REFUSED.matcher(m.name()).matches()
                        && m.role() != Role.CAPACITY)
                .toList();
    }

    /// Often enough to be no single hour, and not over.
    private static boolean stillRefused(Metric m, Window window) {
        var now = Recent.of(m, window);
        var seen = m.settled() != null ? m.settled() : m.before();
        return now != null && seen != null && seen.p95() > 0 && !now.episode();
    }

    public boolean known() {
        return !strains.isEmpty();
    }

    /// Exhibits of the strains.
    public List<String> ids() {
        return strains.stream().map(Strain::exhibit).toList();
    }

    private static Optional<Strain> strain(
            Drift drift, List<Capacity> sizes, Exhibit exhibit, Metric m, Window window) {
        var now = Recent.of(m, window);
        if (now == null || m.role() == Role.CAPACITY) {
            return Optional.empty();
        }
        if (STORED.matcher(m.name()).matches()) {
            return InBytes.volume(drift).flatMap(change -> InBytes.stored(exhibit.id(), m, change));
        }
        if (m.role() == Role.HEALTH) {
            return Optional.empty();
        }
        if (IN_USE.matcher(m.name()).matches()) {
            return sizes.stream().findFirst().flatMap(size -> InBytes.inUse(exhibit.id(), m, size, now));
        }
        if (m.share() != null && changed(drift, m.share().of())) {
            return SUPPLIED.matcher(m.name()).matches()
                            && !CEILING.matcher(m.share().of()).matches()
                    ? Optional.empty()
                    : shared(exhibit.id(), m, m.share(), now);
        }
        if (m.share() != null && !percent(m)) {
            return Optional.empty();
        }
        return units(drift, exhibit.id(), m, now)
                .or(() -> sizes.stream().findFirst().flatMap(size -> scaled(exhibit.id(), m, size, now)));
    }

    private static boolean counts(String metric, String path) {
        return metric.contains("consumed_read") && path.endsWith("/ReadCapacityUnits")
                || metric.contains("consumed_write") && path.endsWith("/WriteCapacityUnits")
                || IN_SERVICE.matcher(metric).matches() && path.endsWith("/MaxSize");
    }

    /// What is counted in the units of the property itself: consumed units, instances in service.
    private static Optional<Strain> units(Drift drift, String id, Metric m, Recent now) {
        return drift.changes().stream()
                .flatMap(c -> c instanceof Change.NotEqual n ? Stream.of(n) : Stream.<Change.NotEqual>empty())
                .filter(n -> counts(m.name(), n.path().toString()))
                .filter(n -> Numbers.of(n.expected()) > 0)
                .map(n -> new Strain(
                        n.path().toString(),
                        id,
                        m.name(),
                        kind(m),
                        Math.max(0, Numbers.of(n.actual())),
                        Numbers.of(n.expected()),
                        now.p95(),
                        now.max(),
                        -1,
                        0,
                        now.episode()))
                .findFirst();
    }

    /// Of a table that is billed by request, the provisioned units are gone with the mode.
    private static boolean changed(Drift drift, String property) {
        return drift.changes().stream()
                .map(Change::path)
                .map(Object::toString)
                .anyMatch(path -> path.equals(property)
                        || path.equals("/BillingMode") && property.startsWith("/ProvisionedThroughput"));
    }

    private static Optional<Strain> shared(String id, Metric m, Metric.Share share, Recent now) {
        var safe = share.safe();
        var settled = m.settled();
        if (safe == null || settled == null || safe.capacity() <= 0 || settled.max() <= 0) {
            return Optional.empty();
        }
        var live = share.live();
        // a percentage of the whole, or what is left of it, is told in another unit than the capacity
        var unit = safe.max() * safe.capacity() / 100 / settled.max();
        var measured = live == null || live.capacity() <= 0 ? unit : live.max() * live.capacity() / 100 / settled.max();
        var left = share.live() != null && left(m);
        var p95 = left ? safe.p95() * safe.capacity() / 100 : now.p95() * measured;
        var max = left ? safe.max() * safe.capacity() / 100 : now.max() * measured;
        var before =
                m.before() == null || left ? -1 : 100 * m.before().p95() * before(m, measured, share) / safe.capacity();
        return Optional.of(new Strain(
                share.of(),
                id,
                m.name(),
                kind(m),
                live == null ? 0 : live.capacity(),
                safe.capacity(),
                p95,
                max,
                before,
                Growth.growth(settled, measured, left),
                now.episode()));
    }

    /// Before the change, a percentage was one of the safe size.
    private static double before(Metric m, double measured, Metric.Share share) {
        var safe = share.safe();
        return percent(m) && safe != null ? safe.capacity() / 100 : measured;
    }

    private static boolean left(Metric m) {
        return m.name().toLowerCase(Locale.ROOT).contains("free");
    }

    private static Optional<Strain> scaled(String id, Metric m, Capacity size, Recent now) {
        if (!percent(m) || !affects(m, size)) {
            return Optional.empty();
        }
        var ratio = kind(m) == Kind.MEMORY ? size.memory().orElse(size.ratio()) : size.ratio();
        var live = 100 * ratio.doubleValue();
        var settled = m.settled();
        var bursts = size.bursts() && kind(m) == Kind.COMPUTE;
        var p95 = bursts && settled != null ? Math.min(now.p95(), settled.average()) : now.p95();
        var before = m.before() == null ? -1 : m.before().p95();
        return Optional.of(new Strain(
                size.path().toString(),
                id,
                m.name(),
                kind(m),
                live,
                100,
                p95 * live / 100,
                (bursts ? p95 : peak(m, size, now)) * live / 100,
                bursts ? -1 : before,
                m.settled() == null || Growth.over(m) ? 0 : Growth.growth(m.settled(), live / 100, false),
                now.episode()));
    }

    /// A floor is there for the shortest peak: more than the floor comes by itself, but later.
    private static double peak(Metric m, Capacity size, Recent now) {
        var settled = m.settled();
        return settled != null
                        && !now.episode()
                        && FLOOR.matcher(size.path().toString()).matches()
                ? Math.max(now.max(), settled.max())
                : now.max();
    }

    /// A class has more cores and more memory; a number of nodes shares the work, and each keeps a memory of its own,
    /// but for those that share out what they store.
    private static boolean affects(Metric m, Capacity size) {
        if (size.size().measure() == Fact.Measure.CLASS) {
            return !ONE_CORE.matcher(m.name()).matches();
        }
        if (size.limit()) {
            return false;
        }
        return CPU.matcher(m.name()).matches() || m.name().contains("jvm");
    }

    private static boolean percent(Metric m) {
        return Load.percent(m);
    }

    private static Kind kind(Metric m) {
        if (IN_SERVICE.matcher(m.name()).matches() || SUPPLIED.matcher(m.name()).matches()) {
            return Kind.COUNT;
        }
        if (CPU.matcher(m.name()).matches()) {
            return Kind.COMPUTE;
        }
        if (STORAGE.matcher(m.name()).matches()) {
            return Kind.STORAGE;
        }
        return MEMORY.matcher(m.name()).matches() ? Kind.MEMORY : Kind.RATE;
    }

    /// Reads and writes are one capacity where they are counted against the same.
    private static List<Strain> summed(List<Strain> strains) {
        var groups = new LinkedHashMap<String, Strain>();
        for (var strain : strains) {
            var half = HALF.matcher(strain.metric());
            var key = half.matches() ? strain.path() + half.group(1) + half.group(3) + half.group(4) : strain.exhibit();
            groups.merge(key, strain, SizeDemand::sum);
        }
        return List.copyOf(groups.values());
    }

    private static Strain sum(Strain a, Strain b) {
        return new Strain(
                a.path(),
                a.exhibit(),
                a.metric() + " + " + b.metric(),
                a.kind(),
                a.live(),
                a.safe(),
                a.p95() + b.p95(),
                a.max() + b.max(),
                a.before() < 0 || b.before() < 0 ? -1 : a.before() + b.before(),
                a.perDay() + b.perDay(),
                a.episode() || b.episode());
    }

    /// By each metric.
    public Stream<Strain> stream() {
        return strains.stream();
    }
}
