package dev.phantom.severity;

import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a team makes of findings. Raising comes first; of what eases a finding, the first entry that may counts. One of
/// level high or critical is eased only by an entry that names its resource and ends soon enough
/// ([IgnoreRule#mayHideGrave]): by any other it stays, which is said.
///
/// @param all   in the order of the file
/// @param today the day on which they are read
public record Adjustments(List<Adjustment> all, LocalDate today) {

    public static final Adjustments NONE = new Adjustments(List.of(), LocalDate.EPOCH);

    public Adjustments {
        all = List.copyOf(all);
    }

    /// @param findings what is left of them
    /// @param eased    those of level high or critical that are lower now, or gone
    /// @param refused  entries that did not do what they say, in words for people
    record Settled(List<Finding> findings, List<Eased> eased, List<String> refused) {}

    /// Without what lowers or switches off.
    public Adjustments raising() {
        return new Adjustments(
                all.stream()
                        .filter(a -> a.way() instanceof Adjustment.Way.Raise)
                        .toList(),
                today);
    }

    Settled of(Subject subject, List<Finding> found) {
        if (all.isEmpty()) {
            return new Settled(found, List.of(), List.of());
        }
        var settled = new Settled(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var finding : found) {
            var mine = all.stream().filter(a -> a.concerns(subject, finding)).toList();
            mine.stream()
                    .filter(a -> a.where().expired(today))
                    .forEach(a -> settled.refused.add(
                            "severity.yaml: expired on " + a.where().until() + ": " + a.selectors()));
            settle(
                    subject,
                    raised(finding, mine),
                    mine.stream().filter(a -> !a.where().expired(today)).toList(),
                    settled);
        }
        settled.findings.sort(Finding.GRAVEST_FIRST);
        return settled;
    }

    private Finding raised(Finding finding, List<Adjustment> mine) {
        return mine.stream()
                .filter(a -> !a.where().expired(today))
                .flatMap(a -> a.way() instanceof Adjustment.Way.Raise raise ? Stream.of(raise.to()) : Stream.empty())
                .reduce(Severity::or)
                .filter(level -> level.compareTo(finding.level()) > 0)
                .map(level -> finding.rated(level, "raised by the team"))
                .orElse(finding);
    }

    private void settle(Subject subject, Finding finding, List<Adjustment> mine, Settled settled) {
        var easing = mine.stream().filter(a -> a.eases(finding)).toList();
        var chosen = easing.stream()
                .filter(a -> !finding.level().grave() || a.where().mayHideGrave(today))
                .findFirst();
        if (chosen.isEmpty()) {
            settled.findings.add(finding);
            easing.stream().findFirst().ifPresent(a -> settled.refused.add(refusal(subject, finding, a)));
            return;
        }
        var to = chosen.get().way() instanceof Adjustment.Way.Lower lower ? lower.to() : null;
        var where = chosen.get().where();
        if (finding.level().grave() && where.until() != null) {
            settled.eased.add(new Eased(finding, to, where.reason(), where.until()));
        }
        if (to != null) {
            settled.findings.add(finding.rated(to, "lowered by the team"));
        }
    }

    private String refusal(Subject subject, Finding finding, Adjustment entry) {
        return new Diagnostic(
                        Code.FINDING_NOT_HIDDEN,
                        "a finding of level " + finding.level().text() + " is not lowered, "
                                + subject.drift().logicalId() + " " + finding.rule() + ": severity.yaml, "
                                + entry.selectors() + ", names no resource or no end (until) by "
                                + today.plusDays(IgnoreRule.LONGEST_GRAVE),
                        "",
                        "")
                .line();
    }
}
