package dev.phantom.severity;

import java.util.List;

/// The severity of one drift as computed by code. The floor: an analyst may raise it with evidence, never lower it.
public record Assessment(Severity floor, List<Finding> findings) {

    public Assessment {
        findings = List.copyOf(findings);
    }
}
