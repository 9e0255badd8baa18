package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Notes;
import dev.phantom.analysis.measure.Capacity;
import dev.phantom.analysis.measure.Load;
import dev.phantom.analysis.measure.Numbers;
import dev.phantom.analysis.measure.SizeDemand;
import dev.phantom.analysis.measure.Strain;
import dev.phantom.drift.Change;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal.Metric;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a change of size is judged by.
///
/// @param change the size that decides
record Sizing(CaseFacts d, Change change, SizeDemand demand) {
    /// Properties that say how much there is, beside those that the facts of a type name.
    private static final Pattern SIZES = Pattern.compile(
            ".*/(Iops|StorageThroughput|VolumeSize|AllocatedStorage|MemorySize|ShardCount"
                    + "|(Reserved|Provisioned)ConcurrentExecutions|(Read|Write)CapacityUnits|BillingMode|TaskDefinition|Cpu|Memory"
                    + "|InstanceCount|NodeCount|NumberOfNodes|M(in|ax)imumConcurrency|M(in|ax)Capacity|StorageCapacity)");

    /// Capacity without a bound: more than any number of units.
    private static final Set<String> UNBOUNDED = Set.of("PAY_PER_REQUEST", "ON_DEMAND");

    private static final Pattern TRAFFIC = Pattern.compile("(?i).*(hits|requests?|request_count)");
    private static final Duration SAME_MOMENT = Duration.ofMinutes(10);

    /// That what it was raised for has an end of its own.
    private static final Pattern PASSES = Pattern.compile(
            "(?i)\\b(booked|until|load test|trial|temporar(y|ily)|campaign|for the weekend|back after)\\b");

    static Optional<Sizing> of(CaseFacts d) {
        var drift = d.file().drift();
        var sized = d.capacities().stream()
                .map(Capacity::path)
                .map(Object::toString)
                .toList();
        return drift.changes().stream()
                .filter(c -> sized.contains(c.path().toString())
                        || measured(d, c)
                        || SIZES.matcher(c.path().toString()).matches())
                .min(Comparator.comparingInt(c -> rank(sized, c)))
                .map(c -> new Sizing(
                        d,
                        c,
                        SizeDemand.of(
                                drift,
                                d.capacities(),
                                d.file().evidence(),
                                d.file().window())));
    }

    /// A number of which a metric is a share.
    private static boolean measured(CaseFacts d, Change change) {
        return change instanceof Change.NotEqual n
                && Numbers.of(n.expected()) > 0
                && !d.file().drift().type().equals(AlarmSetting.TYPE)
                && d.file().evidence().exhibits().stream()
                        .anyMatch(e -> e.signal() instanceof Metric m
                                && m.role() == Metric.Role.UTILISATION
                                && m.share() != null
                                && m.share().of().equals(change.path().toString()));
    }

    /// What the facts of a type call the size that decides comes first; of two bounds the upper one, for more than the
    /// lower comes by itself.
    private static int rank(List<String> sized, Change change) {
        if (Precedents.FLOOR.matcher(change.path().toString()).matches()) {
            return sized.size();
        }
        var at = sized.indexOf(change.path().toString());
        return at < 0 ? sized.size() : at;
    }

    String path() {
        return change.path().toString();
    }

    String safe() {
        return change instanceof Change.NotEqual n
                ? new PropertyView(n.expected()).text().orElse("another")
                : "none";
    }

    String live() {
        return change instanceof Change.NotEqual n
                ? new PropertyView(n.actual()).text().orElse("another")
                : "none";
    }

    /// Less than the repository says.
    boolean down() {
        if (UNBOUNDED.contains(safe()) && !UNBOUNDED.contains(live())) {
            return true;
        }
        return d.capacities().stream()
                        .filter(c -> c.path().equals(change.path()))
                        .anyMatch(c -> !c.up())
                || Numbers.of(live()) > 0 && Numbers.of(safe()) > Numbers.of(live());
    }

    /// AWS would refuse to make it smaller again.
    boolean stays() {
        return !Amount.shrinks(d.file().drift().type(), path()) && Numbers.of(live()) > Numbers.of(safe());
    }

    Relief relief() {
        return new Relief(d);
    }

    Precedents past() {
        return new Precedents(d, path(), demand);
    }

    /// What is raised costs nothing until it is used.
    boolean ceiling() {
        return path().matches(".*/Max(Size|Capacity|imumCapacity|imumConcurrency)");
    }

    /// The least that there may be matters only where growing takes too long.
    boolean floor() {
        return Precedents.FLOOR.matcher(path()).matches();
    }

    boolean unknown() {
        return !demand.known();
    }

    boolean safeHolds() {
        return demand.stream().allMatch(Strain::safeHolds);
    }

    boolean liveHolds() {
        return demand.stream().allMatch(s -> s.live() <= 0 || s.holds(s.live()));
    }

    boolean asBefore() {
        return demand.stream().allMatch(Strain::asBefore);
    }

    /// There was more to carry since, for a time that is over.
    boolean episode() {
        return demand.stream().anyMatch(Strain::episode);
    }

    boolean refuses() {
        return !demand.refused().isEmpty();
    }

    /// Memory that goes on growing.
    boolean fillsSoon() {
        return demand.stream().anyMatch(Strain::fillsSoon);
    }

    boolean full() {
        return demand.stream().anyMatch(s -> s.live() > 0 && s.p95On(s.live()) >= 85);
    }

    boolean soon() {
        return d.soon();
    }

    /// A release in the same minutes, while nothing tells how much came in: either can be what helped.
    boolean twoCauses() {
        return releases().findAny().isPresent() && !trafficKnown();
    }

    /// A release in the same minutes as the change, and the safe size was full until then: both can be what helped.
    boolean eitherHelped() {
        return safeHolds()
                && releases().findAny().isPresent()
                && !Load.hotDuring(d.file().evidence().exhibits()).isEmpty()
                && !episode()
                && d.exact();
    }

    private Stream<Exhibit> releases() {
        var at = d.file().window().changedAt();
        return past().releasesBetween(at.minus(SAME_MOMENT), at.plus(SAME_MOMENT));
    }

    private boolean trafficKnown() {
        return d.file().evidence().exhibits().stream()
                .anyMatch(e -> e.signal() instanceof Metric m
                        && TRAFFIC.matcher(m.name()).matches()
                        && m.coverage() >= 0.8);
    }

    Stops stops() {
        return Stops.of(d);
    }

    /// Whether what stopped them ended with the change alone: no release came between the last stop and the change, or
    /// soon after it.
    boolean stopsEnded() {
        var at = d.file().window().changedAt();
        return stops().over()
                && !soon()
                && stops().last()
                        .filter(last -> past().releasesBetween(last, at.plus(Duration.ofHours(6)))
                                .findAny()
                                .isEmpty())
                        .isPresent();
    }

    List<String> coincident() {
        return releases().map(Exhibit::id).toList();
    }

    /// A note of the days around the change that what it is for passes.
    Optional<Notes.Note> passing() {
        var known = changedAt().plus(Duration.ofHours(1));
        return noticesSince(Duration.ofDays(3))
                .filter(n -> n.at() == null || !n.at().isAfter(known))
                .filter(n -> PASSES.matcher(n.text()).find())
                .findFirst();
    }

    /// A notice of the weeks around the change that names a day which is still to come: `from 16 November`,
    /// `until 2026-12-04`. A day without a year is the nearest to the note.
    Optional<Notes.Note> announced() {
        var now = d.file().window().to();
        return noticesSince(Duration.ofDays(21))
                .filter(n ->
                        NamedDay.in(n.text(), n.at() == null ? now : n.at()).anyMatch(day -> day.isAfter(now)))
                .findFirst();
    }

    private Stream<Notes.Note> noticesSince(Duration beforeTheChange) {
        var from = d.file().window().changedAt().minus(beforeTheChange);
        return d.notes().of(Notes.Source.NOTICE, Notes.Source.PROGRAM).since(from).all().stream();
    }

    /// The smallest candidates, if they spare a fifth of what live has.
    List<Candidate> smaller() {
        return Candidates.worth(d);
    }

    boolean tooBig() {
        return !smaller().isEmpty();
    }

    List<String> cite() {
        var all = new ArrayList<>(d.writes());
        all.addAll(demand.ids());
        all.addAll(d.timeline().ids());
        return all;
    }

    Instant changedAt() {
        return d.timeline().changedAt();
    }

    /// When a size that stays is looked at again.
    Instant aWeekOn() {
        return changedAt().plus(Duration.ofDays(7));
    }

    private static String word(Optional<Value> side) {
        return side.map(value -> new PropertyView(value).text().orElse("another"))
                .orElse("none");
    }

    /// `/MemorySize went from 512 to 3008 by role/ops at 04:22Z`.
    String went() {
        return "%s went from %s to %s%s"
                .formatted(path(), word(change.expectedValue()), word(change.actualValue()), d.attribution());
    }

    /// How full the one and the other size is.
    String figures() {
        return demand.stream()
                .limit(3)
                .map(s -> String.format(
                        Locale.ROOT,
                        "%s would be %.0f %% at the 95th percentile and %.0f %% at its peak on %s%s (%s)",
                        s.metric(),
                        s.p95On(s.safe()),
                        s.maxOn(s.safe()),
                        safe(),
                        s.live() > 0
                                ? String.format(Locale.ROOT, ", and is %.0f %% on %s", s.p95On(s.live()), live())
                                : "",
                        s.exhibit()))
                .collect(Collectors.joining("; "));
    }
}
