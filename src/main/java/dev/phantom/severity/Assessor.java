package dev.phantom.severity;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Tier;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Attempt;
import dev.phantom.fault.Diagnostic;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Computes the severity of a drift: the floor below which no analyst goes. It is the highest finding of the rules, and
/// at least the base that the kind of drift has:
///
/// | drift | in production | elsewhere |
/// |---|---|---|
/// | resource deleted | high | high |
/// | a declared property, or a protection, of which no rule speaks | medium | low, a protection medium |
/// | one in which live is safer | low | low |
/// | only descriptions and tags, or undeclared properties | low | low |
/// | a resource that no stack manages | low | low |
///
/// An unknown environment counts as production ([Production]).
public final class Assessor {
    /// Properties that describe and do nothing: they change neither exposure nor data nor capacity.
    private static final Set<String> DESCRIPTIVE =
            Set.of("Tags", "TagList", "Description", "GroupDescription", "Comment", "DisplayName", "AlarmDescription");

    private final List<SeverityRule> rules;
    private final Adjustments adjustments;

    public Assessor(List<SeverityRule> rules) {
        this(rules, Adjustments.NONE);
    }

    /// @param adjustments what a team makes of what the rules find
    public Assessor(List<SeverityRule> rules, Adjustments adjustments) {
        this.rules = List.copyOf(rules);
        this.adjustments = adjustments;
    }

    /// The same for which nothing is lowered or switched off: what a file may hide is what it finds.
    public Assessor strict() {
        return new Assessor(rules, adjustments.raising());
    }

    public Assessment assess(Subject subject) {
        return assess(subject, fault -> {});
    }

    /// @param lost hears of each rule that failed; the others have their say
    public Assessment assess(Subject subject, Consumer<Diagnostic> lost) {
        var gaps = new ArrayList<>(unmapped(subject));
        var findings = findings(subject, lost, gaps);
        var settled = adjustments.of(subject, findings);
        var floor = settled.findings().stream().map(Finding::level).reduce(base(subject, findings), Severity::or);
        return new Assessment(floor, settled.findings(), gaps, settled.eased(), settled.refused()).at(subject::told);
    }

    /// What the rules cannot speak of, since they know AWS's types alone.
    private static List<String> unmapped(Subject subject) {
        var told = subject.told();
        if (!subject.isMapped()) {
            return List.of(told.type() + " is not mapped to an AWS type: no rule was asked");
        }
        return subject.unmapped().stream()
                .map(path -> "%s of %s is not mapped to a property of %s: no rule was asked"
                        .formatted(path, told.type(), subject.type()))
                .toList();
    }

    /// As the rules have them, the gravest first.
    private List<Finding> findings(Subject subject, Consumer<Diagnostic> lost, List<String> gaps) {
        var all = new ArrayList<Finding>();
        for (var rule : rules) {
            all.addAll(Attempt.of(() -> rule.findings(subject), fault -> {
                lost.accept(fault);
                gaps.add(rule.card().id() + " could not be evaluated: " + fault.line());
                return List.of();
            }));
        }
        all.sort(Finding.GRAVEST_FIRST);
        return all.stream().filter(f -> !isBeside(f, all)).toList();
    }

    /// What is untidy is not told beside what is unsafe at the same place.
    private static boolean isBeside(Finding finding, List<Finding> all) {
        return !finding.security()
                && finding.level() == Severity.LOW
                && all.stream().anyMatch(f -> f.security() && f.path().overlaps(finding.path()));
    }

    /// Of what no rule speaks: where one does, its level counts, and where live is the better side it is low.
    private Severity base(Subject subject, List<Finding> findings) {
        var drift = subject.drift();
        if (drift.status() != Drift.Status.MODIFIED) {
            return base(drift, subject.environment());
        }
        if (!subject.isMapped()) {
            return Severity.LOW;
        }
        var open = drift.changes().stream()
                .filter(change -> findings.stream().noneMatch(f -> f.path().overlaps(change.path())))
                .toList();
        return open.stream().allMatch(c -> base(c, subject.environment()) == Severity.LOW)
                ? Severity.LOW
                : base(drift.with(withoutBetter(subject, open)), subject.environment());
    }

    private List<Change> withoutBetter(Subject subject, List<Change> open) {
        var back = subject.with(Reversed.of(subject.drift()));
        var better = rules.stream()
                .flatMap(rule -> Attempt.of(() -> rule.findings(back).stream(), fault -> Stream.empty()))
                // more of something is not safer
                .filter(f -> f.security() || !f.control().isEmpty())
                .map(Finding::path)
                .toList();
        return open.stream()
                .filter(change -> better.stream().noneMatch(path -> path.overlaps(back(change))))
                .toList();
    }

    private static PropertyPath back(Change change) {
        return change instanceof Change.NotEqual n ? n.actualPath() : change.path();
    }

    /// The changes that carry a security finding: cut apart from the rest of the resource's before anything is judged.
    /// A team's word on its level changes no drift's name.
    public List<Change> securityChanges(Subject subject) {
        var findings = findings(subject, fault -> {}, new ArrayList<>()).stream()
                .filter(Finding::security)
                .toList();
        return subject.drift().changes().stream()
                .filter(c -> findings.stream()
                        .anyMatch(f -> c.path().startsWith(f.path()) || f.path().startsWith(c.path())))
                .map(subject::told)
                .distinct()
                .toList();
    }

    /// Whether the change is one of words only: a tag, a description.
    public static boolean descriptive(Change change) {
        return change.path().segments().stream().anyMatch(s -> DESCRIPTIVE.contains(s) || s.endsWith("Tags"));
    }

    private static Severity base(Drift drift, String environment) {
        return switch (drift.status()) {
            case DELETED -> Severity.HIGH;
            case UNMANAGED -> Severity.LOW;
            case MODIFIED ->
                drift.changes().stream()
                        .map(change -> base(change, environment))
                        .reduce(Severity.LOW, Severity::or);
        };
    }

    /// What a change weighs that no rule speaks of.
    public static Severity base(Change change, String environment) {
        if (change.circumstances().protection()) {
            return Severity.MEDIUM;
        }
        var matters = change.circumstances().tier() == Tier.DECLARED && !descriptive(change);
        return matters && Production.is(environment) ? Severity.MEDIUM : Severity.LOW;
    }
}
