package dev.phantom.run;

import dev.phantom.fault.Diagnostic;
import dev.phantom.secret.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// One run over several stacks (`phantom.run/v1`).
public record RunReport(Instant startedAt, List<StackReport> reports, List<Failure> failures) {

    /// A stack that could not be walked to the end, or a stage that failed for one of its drifts; then the diagnostic
    /// names the resource.
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

    /// With what its stacks lost on the way among the failures.
    public static RunReport of(Instant startedAt, List<StackReport> reports, List<Failure> failures) {
        var lost = reports.stream().flatMap(r -> r.failures().stream());
        return new RunReport(
                startedAt, reports, Stream.concat(failures.stream(), lost).toList());
    }

    public RunReport {
        reports = List.copyOf(reports);
        failures = List.copyOf(failures);
    }
}
