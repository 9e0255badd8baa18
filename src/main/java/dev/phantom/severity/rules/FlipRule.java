package dev.phantom.severity.rules;

import dev.phantom.drift.fact.Fact.Switch;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule;
import java.util.List;

/// A rule on switches by their names, as the facts of every type tell them.
interface FlipRule extends SeverityRule {

    @Override
    default List<Finding> findings(Subject subject) {
        var switches = subject.facts().ofEveryType(Switch.class).stream()
                .filter(s -> s.loss().rule().equals(card().id()))
                .toList();
        return Flip.of(subject.drift()).stream()
                .filter(flip -> !flip.on())
                .flatMap(flip -> switches.stream()
                        .filter(s -> s.name().matcher(flip.name()).matches())
                        .limit(1)
                        .map(s -> finding(s, flip)))
                .distinct()
                .toList();
    }

    private Finding finding(Switch s, Flip flip) {
        return new Finding(
                card().id(),
                Severity.of(s.loss().level()),
                flip.path(),
                s.loss().title().formatted(flip.name()),
                true,
                card().reference());
    }
}
