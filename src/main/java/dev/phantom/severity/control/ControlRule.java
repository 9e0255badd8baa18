package dev.phantom.severity.control;

import dev.phantom.drift.Drift;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.fact.Fact.Switch;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.FindingPath;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.control.Control.Failure;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A rule whose findings are what controls find: fails on live minus fails on safe, at the place that a change of the
/// drift touched. In types of which no control speaks, switches are known by their names.
final class ControlRule implements SeverityRule {
    private final Controls.Family family;
    private final Controls controls;
    private volatile @Nullable Kept kept;

    private record Kept(List<Fact> common, List<Switch> switches) {}

    ControlRule(Controls.Family family, Controls controls) {
        this.family = family;
        this.controls = controls;
    }

    @Override
    public Card card() {
        return family.card();
    }

    @Override
    public List<Finding> findings(Subject subject) {
        if (subject.drift().status() == Drift.Status.DELETED) {
            return List.of();
        }
        var mine = controls.of(subject.type(), card().id());
        if (mine.isEmpty() && known(subject.facts()).isEmpty()) {
            return List.of(); // most rules have nothing to say of most types
        }
        var found = new LinkedHashSet<Finding>();
        mine.forEach(control -> found.addAll(findings(control, subject)));
        found.addAll(switches(subject));
        return List.copyOf(found);
    }

    /// Of one control.
    List<Finding> findings(Control control, Subject subject) {
        var drift = subject.drift();
        if (!control.speaksOf(drift.changes())) {
            return List.of();
        }
        var before = new HashMap<String, Integer>();
        control.failures(subject, drift.expected(), drift.expected())
                .forEach(f -> before.merge(f.key(), 1, Integer::sum));
        var found = new ArrayList<Finding>();
        for (var failure : control.failures(subject, drift.actual(), drift.expected())) {
            var counts = failure.there() || drift.status() == Drift.Status.MODIFIED;
            if (counts && before.merge(failure.key(), -1, Integer::sum) < 0) {
                touched(drift, failure).ifPresent(path -> found.add(finding(control, failure, path, subject)));
            }
        }
        return found;
    }

    private static Optional<PropertyPath> touched(Drift drift, Failure failure) {
        return Stream.concat(Stream.of(failure.path()), failure.also().stream())
                .flatMap(path -> FindingPath.of(drift, path).stream())
                .findFirst();
    }

    private Finding finding(Control control, Failure failure, PropertyPath path, Subject subject) {
        var rated = controls.levels().of(control, subject);
        return new Finding(
                card().id(),
                rated.level(),
                path,
                failure.title(),
                family.security(),
                control.page(),
                control.id(),
                rated.reasons());
    }

    private List<Finding> switches(Subject subject) {
        var known = known(subject.facts());
        var found = new ArrayList<Finding>();
        for (var flip : known.isEmpty() ? List.<Flip>of() : controls.flips(subject.drift())) {
            if (!flip.on() && !controls.speaksOf(subject.type(), flip.name())) {
                known.stream()
                        .filter(s -> s.name().matcher(flip.name()).matches())
                        .findFirst()
                        .ifPresent(s -> found.add(finding(s, flip)));
            }
        }
        return found;
    }

    /// The switches of this rule, found once for all types.
    private List<Switch> known(KeptFacts facts) {
        var found = kept;
        if (found == null || found.common() != facts.common()) {
            found = new Kept(
                    facts.common(),
                    facts.ofEveryType(Switch.class).stream()
                            .filter(s -> s.loss().rule().equals(card().id()))
                            .toList());
            kept = found;
        }
        return found.switches();
    }

    private Finding finding(Switch known, Flip flip) {
        return new Finding(
                card().id(),
                Severity.of(known.loss().level()),
                flip.path(),
                known.loss().title().formatted(flip.name()),
                family.security(),
                card().reference());
    }
}
