package dev.phantom.severity;

import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.Value.MapValue;

/// What a team makes of a control: an entry of `adjust` in `.phantom/severity.yaml`.
///
/// @param control id of a control, or of a rule for all of its findings
/// @param where   which stacks and resources, why and until when; it has no path
public record Adjustment(String control, Way way, IgnoreRule where) {

    /// What becomes of a finding.
    public sealed interface Way {

        /// It is at least so grave.
        record Raise(Severity to) implements Way {}

        /// It is at most so grave.
        record Lower(Severity to) implements Way {}

        /// It is none.
        record Off() implements Way {}
    }

    /// A Terraform resource goes by its own type and by AWS's.
    boolean concerns(Subject subject, Finding finding) {
        return (control.equals(finding.control()) || control.equals(finding.rule()))
                && (concerns(subject, subject.type())
                        || concerns(subject, subject.told().type()));
    }

    private boolean concerns(Subject subject, String type) {
        return where.fits(subject.stack().id(), subject.drift().logicalId(), type, null, MapValue.EMPTY);
    }

    /// Whether it takes something from a finding.
    boolean eases(Finding finding) {
        return switch (way) {
            case Way.Raise raise -> false;
            case Way.Lower lower -> lower.to().compareTo(finding.level()) < 0;
            case Way.Off off -> true;
        };
    }

    /// For messages: `PH-SEV-001 stack=payments resource=Db`.
    String selectors() {
        return (control + " " + where.selectors()).strip();
    }
}
