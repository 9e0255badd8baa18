package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Occurred.Precision;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.Witness;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.detect.ProtectedChanges;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds the writes of the change log against what was found: says who made a change and when, and confirms undeclared
/// ones by a write that names the property or carries its value. A write to the resource alone confirms nothing.
///
/// @param detector whose rules hold for what is confirmed here too
/// @param id       the stack
public record Attributor(DriftDetector detector, StackId id) {

    /// Between which moments a change happened.
    ///
    /// @param from     an earlier write explains nothing; null if not known
    /// @param seen     when its place was last seen without it, else when a deployment last touched the resource; null
    ///                 if not known
    /// @param captured when the live state was read; null if not known
    public record Bracket(
            @Nullable Instant from,
            @Nullable Instant seen,
            @Nullable Instant captured) {

        Occurred occurred() {
            return seen == null || captured == null
                    ? Occurred.UNKNOWN
                    : new Occurred(captured, seen, Precision.BRACKETED, "", Write.Via.UNKNOWN, "", "");
        }

        private boolean holds(Write write) {
            return from == null || write.at().isAfter(from);
        }
    }

    /// What each change is attributed with.
    ///
    /// @param brackets of a drift of one change
    /// @param baseline what was there before, so that a write which repeats it confirms nothing
    /// @param before   when a resource was last seen as the baseline has it, by logical id; empty if not known
    public record Memory(
            Function<Drift, Bracket> brackets, Baseline baseline, Function<String, Optional<Instant>> before) {}

    public Detection attribute(Detection detection, Writes writes, Memory memory) {
        var after = writes.writes().stream()
                .filter(w -> w.error().isEmpty())
                .map(WriteMatch::of)
                .toList();
        var ids = new DriftIds(id, detector.mask(), detection.secrets());
        var drifts = new LinkedHashMap<String, Drift>();
        var calls = new CalledProperties(detector.knowledge().terraform());
        for (var drift : detection.report().drifts()) {
            var called = calls.of(drift);
            var own = concerning(after, called.named(resource(detection, drift)));
            var kept = detector.knowledge().facts().of(called.type());
            var changes = drift.changes().stream()
                    .map(change -> {
                        var bracket = memory.brackets().apply(ids.named(drift.with(List.of(change))));
                        return attributed(change, called.changes(change), own, bracket, kept);
                    })
                    .toList();
            drifts.put(drift.logicalId(), drift.with(changes));
        }
        var confirmed = new Confirmed(detection, memory, ids, after, drifts);
        detection.report().inventory().forEach(confirmed::consider);
        var report = detection.report();
        return detection.with(new DriftReport(
                drifts.values().stream().map(ids::named).toList(),
                report.coverage(),
                report.undeployed(),
                report.managed(),
                confirmed.ignored,
                confirmed.inventory));
    }

    private static LiveResource resource(Detection detection, Drift drift) {
        var model = detection.models().get(drift.logicalId());
        return model != null
                ? model.live()
                : new LiveResource(
                        drift.logicalId(),
                        drift.physicalId(),
                        drift.type(),
                        java.util.Map.of(),
                        drift.actual(),
                        LiveResource.Provenance.FILE,
                        LiveResource.Status.READ,
                        "");
    }

    private List<WriteMatch> concerning(List<WriteMatch> writes, LiveResource found) {
        var resource = new OwnArn(detector.knowledge().of(id), id).named(found);
        var arns = new Arns(id.account(), id.region());
        return writes.stream()
                .filter(w -> w.concerns(resource, arns))
                .map(w -> w.about(resource))
                .toList();
    }

    /// @param called the change in the words of the calls
    private static Change attributed(
            Change change, List<Change> called, List<WriteMatch> writes, Bracket bracket, KeptFacts kept) {
        var held = within(writes, bracket);
        var write = called.stream()
                .flatMap(each -> cause(each, held, kept).stream())
                .findFirst();
        if (write.isEmpty()) {
            return change.with(change.circumstances().occurred(bracket.occurred()));
        }
        var known = change.circumstances().occurred(exact(write.get()));
        return change.with(write.get().isOutOfBand() ? known.witness(Witness.WRITE) : known);
    }

    private static List<WriteMatch> within(List<WriteMatch> writes, Bracket bracket) {
        return writes.stream().filter(w -> bracket.holds(w.write())).toList();
    }

    /// The write that says most of the change, a person's or tool's before any other; of several, the latest. One that
    /// carries the value changed nothing if the one before it carried it too: then it is that one. One that set another
    /// value is not it: the event of the one that is may come late.
    private static Optional<Write> cause(Change change, List<WriteMatch> writes, KeptFacts kept) {
        var telling = writes.stream()
                .filter(w -> w.strength(change, kept) > 0)
                .sorted(Comparator.comparing(w -> w.write().at()))
                .toList();
        var best = telling.stream()
                .filter(w -> !w.setsAnother(change))
                .max(Comparator.<WriteMatch, Boolean>comparing(w -> w.write().isOutOfBand())
                        .thenComparingInt(w -> w.strength(change, kept))
                        .thenComparing(w -> w.write().at()));
        return best.map(w -> first(telling, telling.indexOf(w), change).write());
    }

    private static WriteMatch first(List<WriteMatch> telling, int last, Change change) {
        int at = last;
        while (at > 0 && telling.get(at).sets(change) && telling.get(at - 1).sets(change)) {
            at--;
        }
        return telling.get(at);
    }

    private static Occurred exact(Write write) {
        return new Occurred(
                write.at(), null, Precision.EXACT, write.actor(), write.via(), write.eventId(), write.session());
    }

    /// Moves what a write confirms from the inventory to the drifts.
    private final class Confirmed {
        private final Detection detection;
        private final Memory memory;
        private final DriftIds ids;
        private final List<WriteMatch> writes;
        private final LinkedHashMap<String, Drift> drifts;
        private final List<Listed> inventory = new ArrayList<>();
        private final List<Listed> ignored;

        Confirmed(
                Detection detection,
                Memory memory,
                DriftIds ids,
                List<WriteMatch> writes,
                LinkedHashMap<String, Drift> drifts) {
            this.ids = ids;
            this.detection = detection;
            this.memory = memory;
            this.writes = writes;
            this.drifts = drifts;
            this.ignored = new ArrayList<>(detection.report().ignored());
        }

        void consider(Listed item) {
            var model = detection.models().get(item.logicalId());
            if (item.path() == null || item.actual() == null || model == null || writes.isEmpty()) {
                inventory.add(item);
                return;
            }
            var own = concerning(writes, model.live());
            if (own.isEmpty()) {
                inventory.add(item);
                return;
            }
            var change = candidate(item, item.path(), item.actual(), model);
            var bracket = memory.brackets().apply(ids.named(drift(item, model, List.of(change))));
            var write = cause(
                    change, within(own, bracket), detector.knowledge().facts().of(item.type()));
            if (write.filter(Write::isOutOfBand).isEmpty()
                    || repetition(item, model, write.get()).of(item.path(), item.actual())) {
                inventory.add(item);
                return;
            }
            var rule = detector.ignore()
                    .covering(
                            id,
                            item.logicalId(),
                            item.type(),
                            item.path(),
                            change instanceof Change.Add ? model.live().properties() : model.expected(),
                            detector.today());
            if (rule.isPresent()) {
                ignored.add(new Listed(
                                item.logicalId(),
                                item.physicalId(),
                                item.type(),
                                item.path(),
                                item.kind(),
                                null,
                                item.actual(),
                                rule.get().reason())
                        .decided(rule.get().decision()));
                return;
            }
            add(
                    item,
                    model,
                    attributed(
                            change,
                            List.of(change),
                            own,
                            bracket,
                            detector.knowledge().facts().of(item.type())));
        }

        /// What was seen after the write is no witness of what was there before it.
        private Repetition repetition(Listed item, Detection.Model model, Write write) {
            var seen = memory.before().apply(item.logicalId());
            var before = seen.isEmpty() || seen.get().isBefore(write.at())
                    ? memory.baseline().resources()
                    : List.<LiveResource>of();
            var knowledge = detector.knowledge().of(id);
            return new Repetition(
                    knowledge.schema(item.type()).map(TypeFacts::root).orElse(TypeNode.UNKNOWN),
                    knowledge.facts(item.type()),
                    model.live().properties(),
                    before.stream()
                            .filter(earlier -> earlier.logicalId().equals(item.logicalId()))
                            .map(LiveResource::properties)
                            .findFirst(),
                    id.account());
        }

        private Change candidate(Listed item, PropertyPath path, Value actual, Detection.Model model) {
            var change = new Change.Add(path, actual, Circumstances.undeclared().confirmedBy(Witness.WRITE));
            boolean guarded = ProtectedChanges.touches(
                    detector.knowledge().facts().of(item.type()),
                    change,
                    model.expected(),
                    model.live().properties());
            return change.with(change.circumstances().protection(guarded));
        }

        private void add(Listed item, Detection.Model model, Change change) {
            var known = drifts.get(item.logicalId());
            var changes = new ArrayList<>(known == null ? List.<Change>of() : known.changes());
            changes.add(change);
            drifts.put(item.logicalId(), drift(item, model, changes));
        }

        private static Drift drift(Listed item, Detection.Model model, List<Change> changes) {
            return Drift.unnamed(
                    item.logicalId(),
                    item.physicalId(),
                    item.type(),
                    Drift.Status.MODIFIED,
                    changes,
                    model.expected(),
                    model.live().properties());
        }
    }
}
