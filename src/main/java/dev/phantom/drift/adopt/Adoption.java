package dev.phantom.drift.adopt;

import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftDecision;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.adopt.Adopted.Entry;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// Tells what was there on day one from what drifts now. Each change is looked at alone, so that an adopted one stays
/// adopted whatever else drifts on its resource and whoever is known to have written it; as soon as either side of it
/// shows another value, it is drift like any other. So it is when it was gone and comes back: once it changed, its
/// adoption has ended.
public record Adoption(Adopted adopted, Mask mask) {

    private static final String REASON = "adopted: it was there on day one and has not changed since";
    private static final int NAMED = 5;

    /// What came of the differences of one stack.
    ///
    /// One difference of now and the entry that covers it.
    public record Covered(Drift piece, Entry entry) {}

    /// @param covered what was moved
    /// @param ended   entries of the list that are adopted no more, for the next time
    /// @param notices what a team should know of its list
    public record Settled(Detection detection, List<Covered> covered, Set<String> ended, List<String> notices) {
        public Settled {
            covered = List.copyOf(covered);
            ended = Set.copyOf(ended);
            notices = List.copyOf(notices);
        }
    }

    /// Moves what is adopted from the drifts to what is ignored.
    ///
    /// @param ended what [Settled#ended] was the last time
    public Settled settle(StackId stack, Detection detection, Set<String> ended) {
        return settle(stack, detection, ended, (piece, entry) -> true);
    }

    /// @param mayCover whether an entry may hide a difference that it names
    public Settled settle(StackId stack, Detection detection, Set<String> ended, BiPredicate<Drift, Entry> mayCover) {
        var mine = adopted.of(stack.key());
        if (mine.isEmpty()) {
            return new Settled(detection, List.of(), Set.of(), List.of());
        }
        var report = detection.report();
        var ids = new DriftIds(stack, mask, detection.secrets());
        var drifts = new ArrayList<Drift>();
        var ignored = new ArrayList<>(report.ignored());
        var seen = new HashSet<String>();
        var matched = new HashSet<Entry>();
        var blind = new ArrayList<Entry>();
        var covered = new ArrayList<Covered>();
        for (var drift : report.drifts()) {
            var kept = new ArrayList<Drift>();
            for (var piece : ids.pieces(drift)) {
                seen.add(piece.driftId());
                var entry = mine.stream()
                        .filter(e -> !matched.contains(e) && isOf(e, piece))
                        .findFirst();
                entry.ifPresent(matched::add);
                if (entry.filter(e -> !ended.contains(e.token()) && mayCover.test(piece, e))
                        .isPresent()) {
                    covered.add(new Covered(piece, entry.get()));
                    if (ids.blind(piece)) {
                        blind.add(entry.get());
                    }
                    ignored.add(listed(piece));
                } else {
                    kept.add(piece);
                }
            }
            remaining(drift, kept, ids).ifPresent(drifts::add);
        }
        var settled = new DriftReport(
                drifts, report.coverage(), report.undeployed(), report.managed(), ignored, report.inventory());
        var left = mine.stream()
                .filter(e -> !matched.contains(e) && (seen.contains(e.driftId()) || !unread(e, report)))
                .toList();
        var back = matched.stream().filter(e -> ended.contains(e.token())).toList();
        var over = mine.stream()
                .filter(e -> left.contains(e) || ended.contains(e.token()))
                .map(Entry::token)
                .collect(Collectors.toSet());
        return new Settled(detection.with(settled), covered, over, notices(left, back, blind, seen));
    }

    private static boolean isOf(Entry entry, Drift piece) {
        return entry.driftId().equals(piece.driftId()) && entry.contentHash().equals(piece.contentHash());
    }

    private static Optional<Drift> remaining(Drift drift, List<Drift> kept, DriftIds ids) {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var changes = kept.stream().flatMap(piece -> piece.changes().stream()).toList();
        return Optional.of(changes.size() == drift.changes().size() ? drift : ids.named(drift.with(changes)));
    }

    /// Every difference of one stack, as an entry of the list. What the list held of a resource that cannot be read
    /// now is kept.
    public List<Entry> entries(StackId stack, Detection detection) {
        return entries(stack, detection, (piece, entry) -> Optional.of(entry));
    }

    /// @param choice the entry of a difference as it is to be in the list; empty: it is left out
    public List<Entry> entries(StackId stack, Detection detection, BiFunction<Drift, Entry, Optional<Entry>> choice) {
        var ids = new DriftIds(stack, mask, detection.secrets());
        var report = detection.report();
        var found = new ArrayList<Entry>();
        var seen = new HashSet<String>();
        for (var drift : report.drifts()) {
            for (var piece : ids.pieces(drift)) {
                var entry = new Entry(
                        stack.name(),
                        stack.key(),
                        piece.logicalId(),
                        piece.changes().isEmpty()
                                ? ""
                                : detection
                                        .secrets()
                                        .shown(piece.changes().getFirst().path())
                                        .toString(),
                        piece.driftId(),
                        piece.contentHash());
                var before = adopted.of(stack.key()).stream()
                        .filter(e -> e.token().equals(entry.token()))
                        .findFirst();
                seen.add(piece.driftId());
                choice.apply(piece, entry.ending(before.map(Entry::until).orElse(null)))
                        .ifPresent(found::add);
            }
        }
        adopted.of(stack.key()).stream()
                .filter(e -> !seen.contains(e.driftId()) && unread(e, report))
                .forEach(found::add);
        return found;
    }

    private static Listed listed(Drift piece) {
        if (piece.changes().isEmpty()) {
            var kind = piece.status() == Drift.Status.DELETED ? "REMOVE" : "ADD";
            return new Listed(piece.logicalId(), piece.physicalId(), piece.type(), null, kind, null, null, REASON)
                    .decided(DriftDecision.ADOPTED);
        }
        var change = piece.changes().getFirst();
        return new Listed(
                        piece.logicalId(),
                        piece.physicalId(),
                        piece.type(),
                        change.path(),
                        change.kind(),
                        change.expectedValue().orElse(null),
                        change.actualValue().orElse(null),
                        REASON)
                .decided(DriftDecision.ADOPTED);
    }

    private static List<String> notices(List<Entry> left, List<Entry> back, List<Entry> blind, Set<String> seen) {
        var notices = new ArrayList<String>();
        if (!blind.isEmpty()) {
            notices.add("adopted with a secret, so a change of its value cannot be detected: " + places(blind)
                    + "; set PHANTOM_MASK_KEY and adopt again");
        }
        if (!back.isEmpty()) {
            notices.add("adopted, then changed and changed back, so it is drift now: " + places(back)
                    + "; remove it from .phantom/adopted.yaml");
        }
        var changed = left.stream().filter(e -> seen.contains(e.driftId())).toList();
        if (!changed.isEmpty()) {
            notices.add("adopted with other values, so it is drift now: " + places(changed));
        }
        var gone = left.stream().filter(e -> !seen.contains(e.driftId())).toList();
        if (!gone.isEmpty()) {
            notices.add("adopted, but no longer present: " + places(gone)
                    + "; `phantom adopt` removes it from .phantom/adopted.yaml");
        }
        return notices;
    }

    /// Whether the place was not looked at: the whole resource was not, or this property was not.
    private static boolean unread(Entry entry, DriftReport report) {
        return report.coverage().unchecked().stream()
                .filter(u -> u.logicalId().equals(entry.resource()))
                .anyMatch(u -> u.path() == null
                        || entry.path().isEmpty()
                        || u.path().startsWith(PropertyPath.parse(entry.path()))
                        || PropertyPath.parse(entry.path()).startsWith(u.path()));
    }

    private static String places(List<Entry> entries) {
        return entries.stream().limit(NAMED).map(Entry::place).collect(Collectors.joining(", "))
                + (entries.size() > NAMED ? " and " + (entries.size() - NAMED) + " more" : "");
    }
}
