package dev.phantom.severity;

import dev.phantom.drift.Drift;
import java.util.List;

/// One way in which a drift can matter.
public interface SeverityRule {

    /// `PH-SEV-001`; never reused.
    String id();

    String title();

    /// Why it matters, for `docs/rules.md`.
    String why();

    /// Address of the public page that backs it.
    String reference();

    /// The findings on what *live* newly shows against the safe state; empty where the rule does not fire or the live
    /// side is no worse than the safe one.
    ///
    /// @param environment of the stack: `prod`, …
    List<Finding> assess(Drift drift, String environment);
}
