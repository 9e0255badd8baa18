package dev.phantom.run;

import dev.phantom.drift.Drift;
import dev.phantom.fault.Diagnostic;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The stages that failed for single drifts of one stack. Such a stage leaves a gap on its drift and a failure of the
/// run; the other drifts go on.
public final class Losses {

    private final String stack;
    private final Set<RunReport.Failure> failures = new LinkedHashSet<>();

    /// @param stack its name
    public Losses(String stack) {
        this.stack = stack;
    }

    public StageLosses in(Stage stage, RunEvents.StageScope scope) {
        return new StageLosses(this, stage, scope);
    }

    /// Of a stage that nobody watches.
    public StageLosses in(Stage stage) {
        return in(stage, new Unwatched());
    }

    /// Notes what a stage lost.
    ///
    /// @return the same, naming the resource
    public Diagnostic lost(Stage stage, Drift drift, Diagnostic fault) {
        var named = fault.address().isEmpty()
                ? new Diagnostic(fault.code(), fault.summary(), fault.detail(), drift.logicalId(), fault.cause())
                : fault;
        failures.add(new RunReport.Failure(stack, stage.verb(), named));
        return named;
    }

    /// Each said once.
    public List<RunReport.Failure> failures() {
        return List.copyOf(failures);
    }

    /// The same as shortfalls of the stack, in words for people.
    public List<String> gaps() {
        return failures.stream()
                .map(f -> "stage " + f.stage() + " failed for one drift: "
                        + f.diagnostic().line())
                .toList();
    }
}
