package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Occurred.Precision;
import dev.phantom.drift.Tier;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.detect.ProtectedChanges;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What earlier looks knew of drift that nobody has decided: a better attribution is never replaced by a worse one, and
/// an undeclared value that was drift stays drift while it is there, whatever else is deployed.
public record Recollection(DriftDetector detector, StackId id, Sightings known) {

    /// Who changed what and when, where that was known as well or better before.
    ///
    /// @param writes what the change log said this time
    public Detection attributed(Detection detection, ChangeLog.Writes writes) {
        if (known.all().findAny().isEmpty()) {
            return detection;
        }
        var ids = ids(detection);
        var report = detection.report();
        return detection.with(report.with(report.drifts().stream()
                .map(drift -> drift.with(drift.changes().stream()
                        .map(change -> recalled(change, ids.named(drift.with(List.of(change))), writes))
                        .toList()))
                .toList()));
    }

    private Change recalled(Change change, Drift piece, ChangeLog.Writes writes) {
        return known.of(piece.logicalId())
                .filter(sighting -> sighting.isOf(piece))
                .findFirst()
                .flatMap(Sighting::change)
                .map(before -> better(change, before, writes))
                .orElse(change);
    }

    private Change better(Change change, Change before, ChangeLog.Writes writes) {
        var now = change.circumstances();
        var then = before.circumstances();
        var kept = replaces(now.occurred(), then.occurred(), writes) ? now : now.occurred(then.occurred());
        for (var witness : then.witnesses()) {
            kept = kept.witness(witness);
        }
        return change.with(kept);
    }

    /// A better one does; of two exact ones the later, where the change log has both: then the value went and came back
    /// since the last look.
    private boolean replaces(Occurred now, Occurred then, ChangeLog.Writes writes) {
        if (now.precision() != Precision.EXACT || then.precision() != Precision.EXACT) {
            return now.precision().compareTo(then.precision()) < 0;
        }
        return now.at() != null
                && now.at().isAfter(known.at())
                && writes.writes().stream().anyMatch(write -> write.eventId().equals(then.eventId()));
    }

    /// Undeclared drift of earlier looks that the inventory holds now, or that nothing speaks of any more, is drift.
    public Detection confirmed(Detection detection) {
        var ids = ids(detection);
        var report = detection.report();
        var drifts = new LinkedHashMap<String, Drift>();
        report.drifts().forEach(drift -> drifts.put(drift.logicalId(), drift));
        var inventory = new ArrayList<>(report.inventory());
        var ignored = new ArrayList<>(report.ignored());
        known.all().forEach(sighting -> {
            var model = detection.models().get(sighting.logicalId());
            if (model == null || isAnother(model, sighting, detection)) {
                return;
            }
            sighting.change()
                    .filter(before -> before.circumstances().tier() == Tier.UNDECLARED)
                    .flatMap(before -> standing(ids, sighting, before, model, inventory))
                    .filter(change -> !spokenOf(drifts.get(sighting.logicalId()), change.path()))
                    .filter(change -> ignored.stream().noneMatch(item -> is(item, sighting, change.path())))
                    .map(change -> guarded(change, model))
                    .ifPresent(change -> {
                        var drift = sighting.drift();
                        inventory.removeIf(item -> is(item, sighting, change.path()));
                        rule(drift, change, model)
                                .ifPresentOrElse(
                                        rule -> ignored.add(listed(drift, change, model, rule)),
                                        () -> drifts.put(
                                                drift.logicalId(),
                                                joined(drifts.get(drift.logicalId()), drift, change, model)));
                    });
        });
        return detection.with(new DriftReport(
                drifts.values().stream().map(ids::named).toList(),
                report.coverage(),
                report.undeployed(),
                report.managed(),
                ignored,
                inventory));
    }

    private Change guarded(Change change, Detection.Model model) {
        boolean guarded = ProtectedChanges.touches(
                detector.knowledge().facts().of(model.live().type()),
                change,
                model.expected(),
                model.live().properties());
        return guarded ? change.with(change.circumstances().protection(true)) : change;
    }

    /// Whether a resource of that name was made anew since: what differed on the old one is gone with it.
    private static boolean isAnother(Detection.Model model, Sighting sighting, Detection detection) {
        var now = detection.secrets().name(model.live().physicalId());
        var then = sighting.drift().physicalId();
        return !now.isEmpty() && !then.isEmpty() && !now.equals(then);
    }

    /// The change as it is now, where the live value is the one that was seen.
    private static Optional<Change> standing(
            DriftIds ids, Sighting sighting, Change before, Detection.Model model, List<Listed> inventory) {
        return switch (before) {
            case Change.Remove remove ->
                new PropertyView(model.live().properties()).at(remove.path()).isEmpty()
                                && new PropertyView(model.expected())
                                        .at(remove.path())
                                        .isEmpty()
                        ? Optional.of(remove)
                        : Optional.empty();
            case Change.Add add -> listed(ids, sighting, add, model, inventory).map(now -> now);
            case Change.NotEqual both ->
                listed(ids, sighting, both, model, inventory)
                        .map(now -> new Change.NotEqual(
                                both.path(),
                                now.path(),
                                both.expected(),
                                now.actual(),
                                both.inner(),
                                both.circumstances()));
        };
    }

    private static Optional<Change.Add> listed(
            DriftIds ids, Sighting sighting, Change before, Detection.Model model, List<Listed> inventory) {
        return inventory.stream()
                .filter(item ->
                        item.logicalId().equals(sighting.logicalId()) && item.path() != null && item.actual() != null)
                .map(item -> new Change.Add(item.path(), item.actual(), before.circumstances()))
                .filter(now -> live(ids, unnamed(sighting.drift(), List.of(now), model), now)
                        .equals(sighting.live()))
                .findFirst();
    }

    /// [Sighting#live] of a change.
    ///
    /// @param of a drift with the models that its paths are of
    public static String live(DriftIds ids, Drift of, Change change) {
        return change.actualValue()
                .map(actual -> {
                    var path = change instanceof Change.NotEqual both ? both.actualPath() : change.path();
                    var piece = ids.named(of.with(List.of(new Change.Add(path, actual, change.circumstances()))));
                    return piece.driftId() + " " + piece.contentHash();
                })
                .orElse("");
    }

    private static boolean spokenOf(@Nullable Drift now, PropertyPath path) {
        return now != null
                && now.changes().stream().anyMatch(change -> change.path().overlaps(path));
    }

    private Optional<IgnoreRule> rule(Drift drift, Change change, Detection.Model model) {
        return detector.ignore()
                .covering(
                        id,
                        drift.logicalId(),
                        drift.type(),
                        change.path(),
                        change instanceof Change.Add ? model.live().properties() : model.expected(),
                        detector.today());
    }

    /// What a rule hides of what was recalled is told like anything else that one hides.
    private static Listed listed(Drift drift, Change change, Detection.Model model, IgnoreRule rule) {
        return new Listed(
                        drift.logicalId(),
                        model.live().physicalId(),
                        drift.type(),
                        change.path(),
                        change.kind(),
                        change.expectedValue().orElse(null),
                        change.actualValue().orElse(null),
                        rule.reason())
                .decided(rule.decision());
    }

    private static boolean is(Listed item, Sighting sighting, PropertyPath path) {
        return item.logicalId().equals(sighting.logicalId()) && path.equals(item.path());
    }

    private static Drift joined(@Nullable Drift now, Drift before, Change change, Detection.Model model) {
        var changes = new ArrayList<>(now == null ? List.<Change>of() : now.changes());
        changes.add(change);
        return unnamed(before, changes, model);
    }

    private static Drift unnamed(Drift of, List<Change> changes, Detection.Model model) {
        return Drift.unnamed(
                of.logicalId(),
                model.live().physicalId(),
                of.type(),
                Drift.Status.MODIFIED,
                changes,
                model.expected(),
                model.live().properties());
    }

    private DriftIds ids(Detection detection) {
        return new DriftIds(id, detector.mask(), detection.secrets());
    }
}
