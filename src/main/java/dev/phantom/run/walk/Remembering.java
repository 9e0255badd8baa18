package dev.phantom.run.walk;

import dev.phantom.analysis.CaseRedaction;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Tier;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Witness;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.attribute.Recollection;
import dev.phantom.drift.attribute.Sighting;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.iac.Origin;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the next look at a stack has to know of this one.
///
/// @param before   what this one knew
/// @param baseline what undeclared values were held against
/// @param now      the moment of this one
record Remembering(
        StackId id, Sightings before, Baseline baseline, DriftIds ids, CaseRedaction redaction, Instant now) {

    /// @param cut    every drift of now, cut into decisions
    /// @param silent whether nobody could say which undeclared values were written
    Sightings of(LiveState live, Detection cut, Adoption.Settled adoption, boolean silent) {
        var open = cut.report().drifts().stream()
                .flatMap(drift -> pieces(cut, drift, drift.driftId()))
                .toList();
        var hidden = Stream.concat(
                        adoption.covered().stream()
                                .flatMap(covered -> pieces(
                                        cut, covered.piece(), covered.piece().driftId())),
                        ruled(cut))
                .filter(sighting -> isMissing(sighting, open))
                .distinct()
                .toList();
        var carried = before.open().stream().filter(unseen(cut, open)).toList();
        var kept = before.hidden().stream()
                .filter(unseen(
                        cut, Stream.concat(open.stream(), hidden.stream()).toList()))
                .toList();
        var at = live.capturedAt();
        return new Sightings(at == null ? now : at, unread(cut, silent), joined(open, carried), joined(hidden, kept));
    }

    private static List<Sighting> joined(List<Sighting> some, List<Sighting> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private Stream<Sighting> pieces(Detection detection, Drift drift, String cut) {
        return ids.pieces(drift).stream().map(piece -> sighting(detection, piece, cut));
    }

    private Sighting sighting(Detection detection, Drift piece, String cut) {
        var known = before.of(piece.logicalId())
                .filter(s -> s.place().equals(piece.driftId()))
                .findFirst();
        var seen = before.seen(piece.logicalId()).orElse(null);
        var same = before.of(piece.logicalId()).filter(s -> s.isOf(piece)).findFirst();
        var change = piece.changes().stream().findFirst();
        return new Sighting(
                piece.driftId(),
                piece.contentHash(),
                change.map(c -> Recollection.live(ids, piece, c)).orElse(""),
                cut,
                known.map(Sighting::firstSeen).orElse(now),
                known.isPresent() ? known.get().undrifted() : seen,
                same.isPresent() ? same.get().before() : seen,
                redaction.shown(piece, detection.secrets()).between(MapValue.EMPTY, MapValue.EMPTY));
    }

    /// What a rule of the repository hides: as it was known, else from now on.
    private Stream<Sighting> ruled(Detection detection) {
        return detection.report().ignored().stream().map(item -> {
            var piece = ids.named(piece(detection, item));
            return before.of(item.logicalId())
                    .filter(sighting -> sighting.isOf(piece))
                    .findFirst()
                    .orElseGet(() -> sighting(detection, piece, piece.driftId()));
        });
    }

    private static Drift piece(Detection detection, Listed item) {
        var model = detection.models().get(item.logicalId());
        return Drift.unnamed(
                item.logicalId(),
                item.physicalId(),
                item.type(),
                item.path() == null && item.kind().equals("REMOVE") ? Drift.Status.DELETED : Drift.Status.MODIFIED,
                change(item, model == null ? MapValue.EMPTY : model.expected()),
                model == null ? MapValue.EMPTY : model.expected(),
                model == null ? MapValue.EMPTY : model.live().properties());
    }

    /// Nobody is known to have made it.
    private static List<Change> change(Listed item, MapValue template) {
        var path = item.path();
        if (path == null) {
            return List.of();
        }
        var expected = item.expected();
        var actual = item.actual();
        var about = isDeclared(path, template) ? Circumstances.declared(Origin.ABSENT) : undeclared(expected != null);
        if (expected == null || actual == null) {
            return expected == null
                    ? actual == null ? List.of() : List.of(new Change.Add(path, actual, about))
                    : List.of(new Change.Remove(path, expected, about));
        }
        return List.of(new Change.NotEqual(path, path, expected, actual, List.of(), about));
    }

    /// Whether the template speaks of the place: by a value, or by the list that an element was added to.
    private static boolean isDeclared(PropertyPath path, MapValue template) {
        var declared = new PropertyView(template);
        return declared.at(path).isPresent()
                || !path.isRoot()
                        && declared.at(path.parent())
                                .filter(ListValue.class::isInstance)
                                .isPresent();
    }

    /// @param expected whether something was there before: only a baseline says so where the template is silent
    private static Circumstances undeclared(boolean expected) {
        var about = Circumstances.undeclared();
        return expected
                ? about.confirmedBy(Witness.BASELINE)
                : new Circumstances(
                        about.tier(), true, about.protection(), about.origin(), about.occurred(), about.witnesses());
    }

    /// What this look did not get to see is neither there nor gone.
    private static Predicate<Sighting> unseen(Detection detection, List<Sighting> seen) {
        var unchecked = detection.report().coverage().unchecked();
        return sighting -> isMissing(sighting, seen) && unchecked.stream().anyMatch(gap -> hides(gap, sighting));
    }

    private static boolean isMissing(Sighting sighting, List<Sighting> among) {
        return among.stream().noneMatch(other -> other.place().equals(sighting.place()));
    }

    private static boolean hides(Unchecked gap, Sighting sighting) {
        return gap.logicalId().equals(sighting.logicalId())
                && !gap.reason().structural()
                && (gap.path() == null || gap.path().overlaps(sighting.path()));
    }

    /// Resources whose undeclared drift gave way to another value that nothing speaks of, neither baseline nor write:
    /// it was taken back, or changed once more by somebody whom the change log names only later. One look settles
    /// nothing of them.
    Set<String> unsettled(Detection detection) {
        var report = detection.report();
        var told = Stream.concat(
                        report.drifts().stream().flatMap(drift -> ids.pieces(drift).stream()),
                        report.ignored().stream().map(item -> ids.named(piece(detection, item))))
                .map(Drift::driftId)
                .collect(Collectors.toSet());
        var known = before.all()
                .filter(sighting -> sighting.change()
                        .filter(change -> change.circumstances().tier() == Tier.UNDECLARED)
                        .isPresent())
                .map(Sighting::place)
                .filter(place -> !told.contains(place))
                .collect(Collectors.toSet());
        var based = baseline.resources().stream().map(LiveResource::logicalId).collect(Collectors.toSet());
        return report.inventory().stream()
                .filter(item -> item.path() != null && !based.contains(item.logicalId()))
                .filter(item -> known.contains(ids.named(piece(detection, item)).driftId()))
                .map(Listed::logicalId)
                .collect(Collectors.toSet());
    }

    private Map<String, Instant> unread(Detection detection, boolean silent) {
        var report = detection.report();
        var gone = report.drifts().stream().map(Drift::logicalId).toList();
        var unread = new ArrayList<String>();
        report.coverage().unchecked().stream()
                .filter(gap -> gap.path() == null)
                .map(Unchecked::logicalId)
                .filter(logicalId -> !gone.contains(logicalId))
                .forEach(unread::add);
        if (silent) {
            report.inventory().stream()
                    .filter(item -> item.path() != null)
                    .map(Listed::logicalId)
                    .forEach(unread::add);
        }
        unread.addAll(unsettled(detection));
        var since = new HashMap<String, Instant>();
        unread.stream()
                .forEach(
                        logicalId -> since.put(logicalId, before.seen(logicalId).orElse(Instant.EPOCH)));
        return since;
    }
}
