package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.measure.Backlog;
import dev.phantom.analysis.measure.Batch;
import dev.phantom.analysis.measure.Capacity;
import dev.phantom.analysis.measure.CountedUsage;
import dev.phantom.analysis.measure.InstanceSize;
import dev.phantom.analysis.measure.Load;
import dev.phantom.analysis.measure.SizeDemand;
import dev.phantom.analysis.measure.Strain;
import dev.phantom.analysis.measure.Waiting;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.ResourceConfiguration;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Computes what a refactor may choose from: values between the safe state's and live's that would carry the load seen
/// since the change by every metric that tells how full the size is, valid and priced, smallest first. The analyst
/// chooses, it never computes.
///
/// None where a metric that would tell lacks too many points, or while work is turned away.
public final class Candidates {
    /// What is nearly as much as live has is not worth another change.
    private static final double WORTH = 0.8;

    private static final int FEW = 3;

    private final CostEstimator costs;

    public Candidates(CostEstimator costs) {
        this.costs = costs;
    }

    /// @param evidence without what instructs its reader ([dev.phantom.analysis.UninstructedCase])
    public List<Candidate> of(Subject subject, Window window, Evidence evidence) {
        return new Candidates(costs.with(new CountedUsage(evidence))).offers(subject, window, evidence);
    }

    private List<Candidate> offers(Subject subject, Window window, Evidence evidence) {
        var limit = LimitUse.of(subject.drift(), window, evidence, subject.knowledge())
                .flatMap(LimitUse::narrower);
        var offers = Stream.of(
                        AlarmCandidates.of(subject.drift(), evidence).stream(),
                        AccessCandidates.of(subject, window, evidence).stream(),
                        limit.stream())
                .flatMap(each -> each)
                .map(o -> candidate(subject, o.path(), o.value(), o.why()))
                .toList();
        return offers.isEmpty() ? amounts(subject, window, evidence) : offers;
    }

    private List<Candidate> amounts(Subject subject, Window window, Evidence evidence) {
        var waiting = Waiting.of(subject.drift(), evidence, window);
        if (waiting.isPresent()) {
            return waits(subject, waiting.get());
        }
        var backlog = Backlog.of(subject.drift(), evidence.exhibits(), window);
        if (backlog.isPresent()) {
            return workers(subject, backlog.get());
        }
        var batch = Batch.of(subject.drift(), evidence.exhibits());
        if (batch.isPresent()) {
            return batches(subject, batch.get());
        }
        var sizes = Capacity.of(subject.drift(), subject.facts());
        var demand = SizeDemand.of(subject.drift(), sizes, evidence, window);
        if (!demand.known() || !demand.thin().isEmpty() || !demand.refused().isEmpty()) {
            return List.of();
        }
        var deciding = sizes.stream()
                .findFirst()
                .filter(s -> InstanceSize.parse(s.actual()).isPresent());
        if (deciding.isPresent()) {
            return classes(subject, deciding.get(), demand);
        }
        return subject.drift().changes().stream()
                .flatMap(change -> Amount.of(change).stream())
                .flatMap(amount -> between(subject, amount, demand, evidence).stream())
                .flatMap(c -> Stream.concat(
                        Stream.of(c),
                        bounds(sizes, c)
                                .map(b -> candidate(
                                        subject,
                                        b.path(),
                                        b.value(),
                                        "the bound that goes with "
                                                + text(c.edit().value())))))
                .toList();
    }

    /// The longest that was needed, with room, and barely.
    private List<Candidate> waits(Subject subject, Waiting wait) {
        if (!wait.known() || !wait.longer()) {
            return List.of();
        }
        var amount = new Amount(PropertyPath.parse(wait.path()), wait.safe(), wait.live());
        return amounts(
                subject,
                amount,
                wait.wanted(),
                wait.enough(),
                value -> String.format(
                        Locale.ROOT,
                        "%d would leave %.0f %% above the most that was needed, %.0f",
                        value,
                        100 * (value / wait.need() - 1),
                        wait.need()));
    }

    private List<Candidate> workers(Subject subject, Backlog backlog) {
        if (backlog.still()) {
            return List.of();
        }
        var amount = new Amount(PropertyPath.parse(backlog.path()), backlog.safe(), backlog.live());
        return amounts(
                subject,
                amount,
                backlog.wanted(),
                backlog.enough(),
                value -> String.format(
                        Locale.ROOT,
                        "%d would be %.0f %% busy with what came in",
                        value,
                        100 * backlog.need() / value));
    }

    private List<Candidate> batches(Subject subject, Batch batch) {
        if (batch.limit() == 0 || !batch.fails()) {
            return List.of();
        }
        var amount = new Amount(PropertyPath.parse(batch.path()), batch.safe(), batch.live());
        return amounts(
                subject,
                amount,
                batch.wanted(),
                batch.wanted(),
                value -> String.format(
                        Locale.ROOT,
                        "%d would take %.0f %% of the time at which they are cut off",
                        value,
                        100 * value * batch.each() / batch.limit()));
    }

    /// What leaves room, and what barely holds, if they are between safe and live. Where nothing leaves room, what
    /// barely holds is shown only if it spares so little that nobody would choose it for the sake of that.
    private List<Candidate> amounts(
            Subject subject, Amount amount, long wanted, long enough, LongFunction<String> why) {
        return LongStream.of(wanted, enough)
                .distinct()
                .filter(value -> value > amount.safe() && value < amount.live())
                .filter(value -> wanted < amount.live() || value > WORTH * amount.live())
                .mapToObj(
                        value -> candidate(subject, amount.path(), Value.plain(Long.toString(value)), why.apply(value)))
                .toList();
    }

    private List<Candidate> classes(Subject subject, Capacity size, SizeDemand demand) {
        if (!size.up()) {
            return List.of();
        }
        return size.between().stream()
                .filter(s -> s.ratio().doubleValue() <= WORTH * size.ratio().doubleValue())
                .filter(s -> demand.stream()
                        .allMatch(d -> d.fits(d.safe() * s.ratio().doubleValue())))
                .filter(s -> sold(subject, s))
                .limit(FEW)
                .map(s -> candidate(
                        subject,
                        s.path(),
                        s.value(),
                        why(s.actual(), demand, s.ratio().doubleValue())))
                .toList();
    }

    /// The smallest valid amounts that leave room, or barely hold, by every metric of that property.
    private List<Candidate> between(Subject subject, Amount amount, SizeDemand demand, Evidence evidence) {
        var strains = demand.stream()
                .filter(s -> s.path().equals(amount.path().toString()))
                .toList();
        if (strains.isEmpty()
                || amount.live() <= amount.safe()
                || !Amount.shrinks(subject.type(), amount.path().toString())) {
            return List.of();
        }
        var least = least(amount, evidence);
        return amounts(
                subject,
                amount,
                Math.max(least, valid(subject, amount, strains, Strain::wanted)),
                Math.max(least, valid(subject, amount, strains, Strain::enough)),
                value -> why(Long.toString(value), demand, value / amount.safe()));
    }

    private static long valid(Subject subject, Amount amount, List<Strain> strains, ToDoubleFunction<Strain> capacity) {
        var most = strains.stream()
                .mapToDouble(s -> capacity.applyAsDouble(s) * amount.safe() / s.safe())
                .max()
                .orElse(0);
        return amount.valid(most, subject);
    }

    /// Of a floor: the least that was in service since, if that was ever less than the floor, was enough.
    private static long least(Amount amount, Evidence evidence) {
        return amount.floor()
                ? (long) Math.ceil(Load.leastInService(evidence.exhibits()).orElse(0))
                : 0;
    }

    /// What goes together, and leaves room; none where it would spare hardly a fifth.
    static List<Candidate> worth(CaseFacts d) {
        var chosen = Ground.chosen(d);
        return chosen.stream().findFirst().filter(c -> spares(d.file(), c)).isPresent() ? chosen : List.of();
    }

    private static boolean spares(CaseFile file, Candidate candidate) {
        return file.drift().changes().stream()
                .filter(change -> change.path().equals(candidate.edit().path()))
                .flatMap(change -> Amount.of(change).stream())
                .allMatch(amount -> Double.parseDouble(text(candidate.edit().value())) <= WORTH * amount.live());
    }

    /// Whether the class is in the price table, of this region or of one whose list is long.
    private boolean sold(Subject subject, Capacity size) {
        if (InstanceSize.parse(size.actual()).isEmpty()) {
            return true;
        }
        var model = ResourceConfiguration.of(subject, with(subject.declared(), size.path(), size.value()));
        return Stream.of(subject.region(), "us-east-1", "eu-west-1")
                .anyMatch(r -> costs.quote(model, r).items().stream()
                        .anyMatch(i -> i.slot().equals("instance") || i.slot().equals("nodes")));
    }

    /// The other numbers that were changed with it: a lower bound no higher than the chosen size, an upper one no
    /// lower.
    private static Stream<Capacity> bounds(List<Capacity> sizes, Candidate chosen) {
        return sizes.stream()
                .filter(s -> !s.path().equals(chosen.edit().path()))
                .flatMap(s -> {
                    int n = Integer.parseInt(text(chosen.edit().value()));
                    int safe = Integer.parseInt(s.expected());
                    int bound = s.limit() ? Math.max(safe, n) : Math.min(Integer.parseInt(s.actual()), n);
                    return bound == safe ? Stream.empty() : Stream.of(s.at(Integer.toString(bound), s.ratio()));
                });
    }

    private static String text(Value value) {
        return new PropertyView(value).text().orElse("");
    }

    private Candidate candidate(Subject subject, PropertyPath path, Value value, String why) {
        var model = with(subject.declared(), path, value);
        CostDelta cost = costs.delta(subject, subject.declared(), model);
        return new Candidate(new Verdict.Edit(subject.told(path), subject.told(path, value)), cost, why);
    }

    /// The room that it leaves, by each metric.
    private static String why(String value, SizeDemand demand, double times) {
        return value + " would run at "
                + demand.stream()
                        .limit(FEW)
                        .map(s -> String.format(
                                Locale.ROOT,
                                "%.0f %% at the 95th percentile and %.0f %% at peak by %s",
                                s.p95On(s.safe() * times),
                                s.maxOn(s.safe() * times),
                                s.metric()))
                        .collect(Collectors.joining(", "));
    }

    /// The model with one property set; below lists it is left as it is, for sizes do not stand there.
    private static MapValue with(MapValue model, PropertyPath path, Value value) {
        var entries = new LinkedHashMap<>(model.entries());
        var head = path.segments().getFirst();
        if (path.segments().size() == 1) {
            entries.put(head, value);
        } else if (entries.get(head) instanceof MapValue inner) {
            entries.put(
                    head,
                    with(
                            inner,
                            new PropertyPath(
                                    path.segments().subList(1, path.segments().size())),
                            value));
        }
        return new MapValue(entries);
    }
}
