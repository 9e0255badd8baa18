package dev.phantom.run;

import dev.phantom.cost.CostSum;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Resource;
import dev.phantom.severity.Severity;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackResource;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is known of one stack after the walk (`phantom.report/v1`).
///
/// @param comparison what the comparison found; `drifts` carries the same drifts with what was made of them
/// @param gaps       named shortfalls of the whole stack, in words for people
/// @param failures   stages that failed for single drifts
/// @param below      the stack that it is nested in; null if none
/// @param suppressed findings of level high or critical that files of the repository hide
public record StackReport(
        Stack stack,
        Safe safe,
        Live live,
        DriftReport comparison,
        List<JudgedDrift> drifts,
        List<String> gaps,
        List<RunReport.Failure> failures,
        @Nullable Below below,
        List<Suppressed> suppressed) {

    /// Where a nested stack stands: the name of its parent, and what it is called there.
    public record Below(String stack, String logicalId) {}

    /// A stack by itself.
    public StackReport(
            Stack stack, Safe safe, Live live, DriftReport comparison, List<JudgedDrift> drifts, List<String> gaps) {
        this(stack, safe, live, comparison, drifts, gaps, List.of(), null, List.of());
    }

    /// @param constructs of a CDK-made template: path of the construct by logical id
    /// @param places     where the template declares what drifts, and nested stacks, by logical id
    public record Safe(
            SafeState.Source source,
            String repository,
            String commit,
            String path,
            Map<String, String> constructs,
            Map<String, Origin> places) {
        public Safe {
            constructs = Map.copyOf(constructs);
            places = Map.copyOf(places);
        }

        public static Safe of(SafeState state, List<Drift> drifts) {
            var places = new HashMap<String, Origin>();
            Stream.concat(
                            drifts.stream().map(Drift::logicalId),
                            state.template().resources().values().stream()
                                    .filter(r -> r.type().equals(StackResource.NESTED))
                                    .map(Resource::logicalId))
                    .forEach(id -> state.template().place(id).ifPresent(place -> places.put(id, place)));
            return new Safe(
                    state.source(),
                    state.repository(),
                    state.commit(),
                    state.path(),
                    state.template().synthesis().constructs(),
                    places);
        }
    }

    public record Live(LiveState.Source source, @Nullable Instant capturedAt) {
        public static Live of(LiveState state) {
            return new Live(state.source(), state.capturedAt());
        }
    }

    /// The same report of a nested stack.
    public StackReport in(@Nullable Below parent) {
        return new StackReport(stack, safe, live, comparison, drifts, gaps, failures, parent, suppressed);
    }

    public StackReport {
        drifts = List.copyOf(drifts);
        gaps = List.copyOf(gaps);
        failures = List.copyOf(failures);
        suppressed = List.copyOf(suppressed);
    }

    /// With what is hidden.
    public StackReport hiding(List<Suppressed> hidden) {
        return new StackReport(stack, safe, live, comparison, drifts, gaps, failures, below, hidden);
    }

    /// With what was lost on the way, said as gaps too.
    public StackReport lacking(Losses losses) {
        var more = Stream.concat(gaps.stream(), losses.gaps().stream()).toList();
        return new StackReport(stack, safe, live, comparison, drifts, more, losses.failures(), below, suppressed);
    }

    /// With what became of its drifts.
    ///
    /// @param published the same drifts
    /// @param lost      stages that failed for single drifts
    public StackReport closed(List<JudgedDrift> published, List<String> more, List<RunReport.Failure> lost) {
        var all = Stream.concat(gaps.stream(), more.stream()).toList();
        return new StackReport(stack, safe, live, comparison, published, all, lost, below, suppressed);
    }

    /// With more shortfalls.
    public StackReport withGaps(List<String> more) {
        return new StackReport(
                stack,
                safe,
                live,
                comparison,
                drifts,
                Stream.concat(gaps.stream(), more.stream()).toList(),
                failures,
                below,
                suppressed);
    }

    /// The CDK construct that a resource is synthesized from; empty for any other template.
    public String construct(JudgedDrift drift) {
        return safe.constructs().getOrDefault(drift.drift().logicalId(), "");
    }

    /// The highest severity of its drifts.
    public Optional<Severity> severity() {
        return drifts.stream().map(StackReport::severity).max(Comparator.naturalOrder());
    }

    /// The verdict's severity where there is one, else the floor.
    public static Severity severity(JudgedDrift drift) {
        var floor = drift.assessment().floor();
        return drift.verdict() == null
                ? floor
                : floor.or(drift.verdict().opinion().severity());
    }

    /// The same for people: one that a rule had no say in is not known, only what it is at least.
    public static String severityText(JudgedDrift drift) {
        var text = severity(drift).text();
        return drift.assessment().unknown() ? "unknown, at least " + text : text;
    }

    /// The sum of what could be priced, and how many changes are not in it.
    public CostSum cost() {
        return drifts.stream().map(JudgedDrift::costSum).reduce(CostSum.NOTHING, CostSum::plus);
    }

    /// Whether anybody judged it: only a run does, and only a run remembers which drifts are new.
    public boolean judged() {
        return drifts.stream().anyMatch(d -> d.verdict() != null);
    }

    public long newDrifts() {
        return drifts.stream().filter(JudgedDrift::isNew).count();
    }
}
