package dev.phantom.severity;

import dev.phantom.drift.subject.Subject;
import java.util.List;

/// One way in which a drift can matter.
public interface SeverityRule {
    /// What the rule says of itself, for messages and `docs/rules.md`.
    ///
    /// @param id        `PH-SEV-001`; never reused
    /// @param why       why it matters
    /// @param reference address of the public page that backs it
    record Card(String id, String title, String why, String reference) {}

    Card card();

    /// The findings on what *live* newly shows against the safe state; empty where the rule does not fire or the live
    /// side is no worse than the safe one.
    List<Finding> findings(Subject subject);
}
