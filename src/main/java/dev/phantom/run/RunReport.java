package dev.phantom.run;

import dev.phantom.fault.Diagnostic;
import dev.phantom.secret.Secrets;
import java.time.Instant;
import java.util.List;

/// One run over several stacks (`phantom.run/v1`).
public record RunReport(Instant startedAt, List<StackReport> reports, List<Failure> failures) {

    /// A stack that could not be walked to the end.
    ///
    /// @param stage verb of the stage: `read`, `compare`, …
    public record Failure(String stack, String stage, Diagnostic diagnostic) {
        public Failure {
            diagnostic = new Diagnostic(
                    diagnostic.code(),
                    Secrets.NONE.shown(diagnostic.summary()),
                    Secrets.NONE.shown(diagnostic.detail()),
                    diagnostic.address());
        }
    }

    public RunReport {
        reports = List.copyOf(reports);
        failures = List.copyOf(failures);
    }
}
