package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Tier;
import dev.phantom.drift.Witness;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What earlier runs knew of drift that is still open: a better attribution is never replaced by a worse one, and an
/// undeclared value that was drift stays drift while it stands and nobody can say whether it still is.
///
/// @param known open drifts as they were kept, redacted
public record Recollection(DriftDetector detector, StackId id, List<Drift> known) {

    public Recollection {
        known = List.copyOf(known);
    }

    /// Who changed what and when, where that was known better before.
    public Detection attributed(Detection detection) {
        var ids = ids(detection);
        var before = new HashMap<String, Change>();
        for (var drift : known) {
            drift.changes().forEach(change -> before.put(token(ids, drift, change), change));
        }
        if (before.isEmpty()) {
            return detection;
        }
        var report = detection.report();
        return detection.with(report.with(report.drifts().stream()
                .map(drift -> drift.with(drift.changes().stream()
                        .map(change -> better(change, before.get(token(ids, drift, change))))
                        .toList()))
                .toList()));
    }

    private static Change better(Change change, @Nullable Change before) {
        if (before == null) {
            return change;
        }
        var now = change.circumstances();
        var then = before.circumstances();
        if (then.occurred().precision().compareTo(now.occurred().precision()) >= 0) {
            return change;
        }
        var known = now.occurred(then.occurred());
        return change.with(then.witnesses().contains(Witness.WRITE) ? known.witness(Witness.WRITE) : known);
    }

    /// Undeclared drift of earlier runs that the inventory holds now, or that nothing speaks of any more, is drift.
    public Detection confirmed(Detection detection) {
        var ids = ids(detection);
        var report = detection.report();
        var drifts = new LinkedHashMap<String, Drift>();
        report.drifts().forEach(drift -> drifts.put(drift.logicalId(), drift));
        var inventory = new ArrayList<>(report.inventory());
        var ignored = new ArrayList<>(report.ignored());
        for (var drift : known) {
            var model = detection.models().get(drift.logicalId());
            if (model == null) {
                continue;
            }
            for (var before : drift.changes()) {
                if (before.circumstances().tier() == Tier.UNDECLARED) {
                    standing(ids, drift, before, model, inventory)
                            .filter(change -> !spokenOf(drifts.get(drift.logicalId()), change.path()))
                            .filter(change -> ignored.stream().noneMatch(item -> is(item, drift, change.path())))
                            .ifPresent(change -> {
                                inventory.removeIf(item -> is(item, drift, change.path()));
                                rule(drift, change, model)
                                        .ifPresentOrElse(
                                                rule -> ignored.add(listed(drift, change, model, rule)),
                                                () -> drifts.put(
                                                        drift.logicalId(),
                                                        joined(drifts.get(drift.logicalId()), drift, change, model)));
                            });
                }
            }
        }
        return detection.with(new DriftReport(
                drifts.values().stream().map(ids::named).toList(),
                report.coverage(),
                report.undeployed(),
                report.managed(),
                ignored,
                inventory));
    }

    /// The change as it is now, where the live value is the one that was seen.
    private static Optional<Change> standing(
            DriftIds ids, Drift drift, Change before, Detection.Model model, List<Listed> inventory) {
        return switch (before) {
            case Change.Remove remove ->
                new PropertyView(model.live().properties()).at(remove.path()).isEmpty()
                                && new PropertyView(model.expected())
                                        .at(remove.path())
                                        .isEmpty()
                        ? Optional.of(remove)
                        : Optional.empty();
            case Change.Add add -> listed(ids, drift, add, model, inventory).map(now -> now);
            case Change.NotEqual both -> {
                var seen = new Change.Add(both.actualPath(), both.actual(), both.circumstances());
                yield listed(ids, drift, seen, model, inventory)
                        .map(now -> new Change.NotEqual(
                                both.path(),
                                now.path(),
                                both.expected(),
                                now.actual(),
                                both.inner(),
                                both.circumstances()));
            }
        };
    }

    private static Optional<Change.Add> listed(
            DriftIds ids, Drift drift, Change.Add before, Detection.Model model, List<Listed> inventory) {
        var wanted = token(ids, drift, before);
        return inventory.stream()
                .filter(item ->
                        item.logicalId().equals(drift.logicalId()) && item.path() != null && item.actual() != null)
                .map(item -> new Change.Add(item.path(), item.actual(), before.circumstances()))
                .filter(now ->
                        token(ids, unnamed(drift, List.of(now), model), now).equals(wanted))
                .findFirst();
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
                rule.reason());
    }

    private static boolean is(Listed item, Drift drift, PropertyPath path) {
        return item.logicalId().equals(drift.logicalId()) && path.equals(item.path());
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

    /// One change of one resource, by place and values.
    private static String token(DriftIds ids, Drift drift, Change change) {
        var piece = ids.named(drift.with(List.of(change)));
        return piece.driftId() + " " + piece.contentHash();
    }

    private DriftIds ids(Detection detection) {
        return new DriftIds(id, detector.mask(), detection.secrets());
    }
}
