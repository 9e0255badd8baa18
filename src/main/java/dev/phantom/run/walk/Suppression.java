package dev.phantom.run.walk;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.drift.plan.AttributeDrift;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.Suppressed;
import dev.phantom.stack.Stack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Sees to it that no file of a repository hides a finding of level high or critical for good, or unseen: what may hide
/// one names its resource and ends soon enough ([IgnoreRule#LONGEST_GRAVE]). What may not is drift as if nothing hid
/// it.
public record Suppression(Appraiser appraiser, DriftDetector detector) {

    /// @param hidden  what is hidden all the same
    /// @param notices what is not, in words for people
    public record Settled(Detection detection, List<Suppressed> hidden, List<String> notices) {
        public Settled {
            hidden = List.copyOf(hidden);
            notices = List.copyOf(notices);
        }
    }

    /// The last day that may be named today.
    public static LocalDate last(LocalDate today) {
        return today.plusDays(IgnoreRule.LONGEST_GRAVE);
    }

    /// What files hide, and what the team's word on severity lowers.
    public static List<Suppressed> all(List<Suppressed> hidden, List<JudgedDrift> drifts) {
        return Stream.concat(hidden.stream(), Suppressed.eased(drifts).stream()).toList();
    }

    /// What that word would lower and may not, in words for people.
    public static List<String> notLowered(List<JudgedDrift> drifts) {
        return drifts.stream()
                .flatMap(judged -> judged.assessment().refused().stream())
                .distinct()
                .toList();
    }

    Grave grave(Stack stack, Detection detection) {
        return Grave.of(appraiser, stack, detection);
    }

    /// What the rules of a repository hide.
    ///
    /// @param bare the same comparison without any rule
    public Settled rules(Stack stack, Detection found, Supplier<Detection> bare) {
        if (found.report().ignored().isEmpty()) {
            return new Settled(found, List.of(), List.of());
        }
        return new Ruling(stack, found, bare.get()).settled();
    }

    /// One stack's rules at work.
    private final class Ruling {
        private final Stack stack;
        private final Detection found;
        private final Detection bare;
        private final Grave grave;
        private final List<Listed> ignored = new ArrayList<>();
        private final List<Suppressed> hidden = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private final Map<String, Drift> drifts = new LinkedHashMap<>();

        Ruling(Stack stack, Detection found, Detection bare) {
            this.stack = stack;
            this.found = found;
            this.bare = bare;
            this.grave = grave(stack, bare);
        }

        Settled settled() {
            var report = found.report();
            report.drifts().forEach(drift -> drifts.put(drift.logicalId(), drift));
            report.ignored().forEach(this::consider);
            var ids = new DriftIds(stack.id(), detector.mask(), found.secrets());
            var after = new DriftReport(
                    drifts.values().stream().map(ids::named).toList(),
                    report.coverage(),
                    report.undeployed(),
                    report.managed(),
                    ignored,
                    report.inventory());
            return new Settled(found.with(after), hidden, notices);
        }

        private void consider(Listed item) {
            var whole = bare.report().drifts().stream()
                    .filter(d -> d.logicalId().equals(item.logicalId()))
                    .findFirst();
            var findings = whole.map(drift -> grave.at(piece(item, drift), item.path()))
                    .orElse(List.of());
            if (findings.isEmpty() || whole.isEmpty()) {
                ignored.add(item);
                return;
            }
            var rules = covering(item, whole.get());
            var ending = rules.stream()
                    .filter(rule -> rule.mayHideGrave(detector.today()))
                    .findFirst();
            if (ending.isPresent() && ending.get().until() != null) {
                var suppressed = new Suppressed(
                        item.logicalId(),
                        item.physicalId(),
                        item.type(),
                        item.path(),
                        findings,
                        "hidden by an ignore rule",
                        ending.get().reason(),
                        ending.get().until());
                ignored.add(item.because(ending.get().reason() + "; " + suppressed.text()));
                hidden.add(suppressed);
                return;
            }
            back(item, whole.get());
            notices.add(new Diagnostic(
                            Code.FINDING_NOT_HIDDEN,
                            "what is of level high or critical is not ignored, " + item.logicalId()
                                    + (item.path() == null ? "" : " " + item.path()) + ": "
                                    + why(item, rules),
                            "",
                            "")
                    .line());
        }

        private String why(Listed item, List<IgnoreRule> rules) {
            if (rules.isEmpty() && item.reason().equals(AttributeDrift.IGNORED)) {
                return item.reason() + ", and that has no end";
            }
            return (rules.isEmpty() ? "its rule" : rules.getFirst().selectors())
                    + " names no resource or no end (until) by " + last(detector.today());
        }

        private List<IgnoreRule> covering(Listed item, Drift whole) {
            var side = item.kind().equals("ADD") ? whole.actual() : whole.expected();
            return detector.ignore()
                    .allCovering(stack.id(), item.logicalId(), item.type(), item.path(), side, detector.today());
        }

        /// The changes of the resource that the rule hides.
        private static Drift piece(Listed item, Drift whole) {
            return item.path() == null
                    ? whole
                    : whole.with(whole.changes().stream()
                            .filter(c ->
                                    c.path().equals(item.path()) && c.kind().equals(item.kind()))
                            .toList());
        }

        /// As if no rule were there.
        private void back(Listed item, Drift whole) {
            var known = drifts.get(item.logicalId());
            if (item.path() == null || whole.changes().isEmpty()) {
                drifts.put(item.logicalId(), whole);
                return;
            }
            var changes = new ArrayList<>(known == null ? List.<Change>of() : known.changes());
            piece(item, whole).changes().stream()
                    .filter(c -> !changes.contains(c))
                    .forEach(changes::add);
            drifts.put(item.logicalId(), whole.with(changes));
        }
    }

    /// What the list of adopted differences hides.
    ///
    /// @param ended entries that were adopted no more the last time
    Adoptions adoption(Stack stack, Detection found, Adoption adoption, Set<String> ended) {
        var today = detector.today();
        var mine = grave(stack, found);
        var refused = new ArrayList<String>();
        var settled = adoption.settle(stack.id(), found, ended, (piece, entry) -> {
            var hides = !mine.at(piece).isEmpty();
            if (hides && !ends(entry, today)) {
                refused.add(entry.place());
            }
            return hides ? ends(entry, today) : !expired(entry, today);
        });
        var hidden = settled.covered().stream()
                .flatMap(covered -> suppressed(covered, mine).stream())
                .toList();
        var notices = refused.isEmpty()
                ? List.<String>of()
                : List.of(new Diagnostic(
                                Code.FINDING_NOT_HIDDEN,
                                "adopted without an end (until) by " + last(today) + ", which does not cover a finding"
                                        + " of level high or critical: " + String.join(", ", refused),
                                "adopt them with `phantom adopt --include-grave`, or resolve them",
                                "")
                        .line());
        return new Adoptions(told(settled, hidden), hidden, notices);
    }

    /// What is adopted is listed with what it hides.
    private static Adoption.Settled told(Adoption.Settled settled, List<Suppressed> hidden) {
        var report = settled.detection().report();
        var ignored = report.ignored().stream()
                .map(item -> hidden.stream()
                        .filter(s -> s.logicalId().equals(item.logicalId()) && Objects.equals(s.path(), item.path()))
                        .findFirst()
                        .map(s -> item.because(item.reason() + "; " + s.text()))
                        .orElse(item))
                .toList();
        var after = new DriftReport(
                report.drifts(), report.coverage(), report.undeployed(), report.managed(), ignored, report.inventory());
        return new Adoption.Settled(
                settled.detection().with(after), settled.covered(), settled.ended(), settled.notices());
    }

    record Adoptions(Adoption.Settled settled, List<Suppressed> hidden, List<String> notices) {}

    private static boolean ends(Adopted.Entry entry, LocalDate today) {
        return entry.until() != null && !entry.until().isAfter(last(today)) && !expired(entry, today);
    }

    private static boolean expired(Adopted.Entry entry, LocalDate today) {
        return entry.until() != null && today.isAfter(entry.until());
    }

    private static Optional<Suppressed> suppressed(Adoption.Covered covered, Grave grave) {
        var piece = covered.piece();
        var findings = grave.at(piece);
        var until = covered.entry().until();
        return findings.isEmpty() || until == null
                ? Optional.empty()
                : Optional.of(new Suppressed(
                        piece.logicalId(),
                        piece.physicalId(),
                        piece.type(),
                        piece.changes().isEmpty()
                                ? null
                                : piece.changes().getFirst().path(),
                        findings,
                        "hidden by an adoption",
                        "",
                        until));
    }
}
