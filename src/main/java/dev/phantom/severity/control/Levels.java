package dev.phantom.severity.control;

import static dev.phantom.severity.Severity.CRITICAL;
import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.fact.Fact.Guards;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Production;
import dev.phantom.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The level of a control's finding: the control's own, by what lies behind it and where it runs
/// (`docs/adr/0037-severity-levels.md`).
///
/// @param data what a type holds: `database`, `bucket`
public record Levels(Map<String, String> data) {
    public Levels {
        data = Map.copyOf(data);
    }

    /// A level, and what made it.
    public record Rated(Severity level, List<String> reasons) {
        public Rated {
            reasons = List.copyOf(reasons);
        }
    }

    Rated of(Control control, Subject subject) {
        var holds = Optional.ofNullable(data.get(subject.type()));
        var production = Production.is(subject.environment());
        var level = holds.filter(kind -> production)
                .map(kind -> control.level().or(least(control, subject)))
                .orElse(control.level());
        var reasons = new ArrayList<String>();
        reasons.add((control.aws().isEmpty() ? "" : control.aws() + " ")
                + control.level().text());
        holds.ifPresent(reasons::add);
        reasons.add(environment(subject.environment()));
        return new Rated(production || level != CRITICAL ? level : HIGH, reasons);
    }

    /// What data in production makes of it.
    private Severity least(Control control, Subject subject) {
        return switch (control.rule()) {
            case "PH-SEV-008" -> reached(subject.type()) ? CRITICAL : control.level();
            case "PH-SEV-004" ->
                control.guards(subject.facts()).orElse(Guards.ENCRYPTION) == Guards.ENCRYPTION ? HIGH : MEDIUM;
            case "PH-SEV-006", "PH-SEV-007" ->
                control.demand().must() instanceof Must.NotLowered ? control.level() : MEDIUM;
            default -> control.level();
        };
    }

    /// Whether clients get to the data over the network, and not through an instance.
    private boolean reached(String type) {
        return !data.getOrDefault(type, "").equals("disk");
    }

    /// For people; an unknown one counts as production.
    public static String environment(String environment) {
        if (environment.isEmpty()) {
            return "environment unknown, taken for production";
        }
        var guessed = Production.is(environment) && !Production.isNamed(environment);
        return guessed ? environment + ", taken for production" : environment;
    }
}
