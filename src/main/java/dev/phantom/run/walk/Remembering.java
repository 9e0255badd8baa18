package dev.phantom.run.walk;

import dev.phantom.analysis.CaseRedaction;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.attribute.Recollection;
import dev.phantom.drift.attribute.Sighting;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.iac.Origin;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the next look at a stack has to know of this one.
///
/// @param before what this one knew
/// @param now    the moment of this one
record Remembering(StackId id, Sightings before, DriftIds ids, CaseRedaction redaction, Instant now) {

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
                change(item),
                model == null ? MapValue.EMPTY : model.expected(),
                model == null ? MapValue.EMPTY : model.live().properties());
    }

    /// Nobody is known to have made it.
    private static List<Change> change(Listed item) {
        var path = item.path();
        if (path == null) {
            return List.of();
        }
        var about = Circumstances.declared(Origin.ABSENT);
        var expected = item.expected();
        var actual = item.actual();
        if (expected == null || actual == null) {
            return expected == null
                    ? actual == null ? List.of() : List.of(new Change.Add(path, actual, about))
                    : List.of(new Change.Remove(path, expected, about));
        }
        return List.of(new Change.NotEqual(path, path, expected, actual, List.of(), about));
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
        var since = new HashMap<String, Instant>();
        unread.stream()
                .forEach(
                        logicalId -> since.put(logicalId, before.seen(logicalId).orElse(Instant.EPOCH)));
        return since;
    }
}
