package dev.phantom.severity;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyView;
import java.util.List;

/// A rule on a whole model: it fires on risks that the live model shows and the safe one does not, where one of the
/// drift's own changes brought them.
public interface RiskRule extends SeverityRule {
    /// The risks in one model of the subject's resource: as it is declared, or as it runs.
    List<Risk> risks(Subject subject, PropertyView model);

    /// Whether the safe side's risk already contains the live side's.
    default boolean covers(Risk safe, Risk live) {
        return safe.key().equals(live.key()) && safe.level().compareTo(live.level()) >= 0;
    }

    /// Whether it is this rule's to tell; one that is another's may still cover others.
    default boolean tells(Risk live) {
        return true;
    }

    default boolean security() {
        return true;
    }

    @Override
    default List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        if (drift.status() == Drift.Status.DELETED) {
            return List.of();
        }
        var safe = risks(subject, new PropertyView(drift.expected()));
        return risks(subject, new PropertyView(drift.actual())).stream()
                .filter(live -> tells(live) && safe.stream().noneMatch(s -> covers(s, live)))
                .flatMap(live -> FindingPath.of(drift, live.path()).stream().map(path -> finding(live, path)))
                .distinct()
                .toList();
    }

    private Finding finding(Risk risk, dev.phantom.value.PropertyPath path) {
        return new Finding(
                card().id(), risk.level(), path, risk.title(), security(), card().reference(), "", risk.reasons());
    }
}
