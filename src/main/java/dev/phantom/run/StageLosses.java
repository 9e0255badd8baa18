package dev.phantom.run;

import dev.phantom.drift.Drift;
import dev.phantom.fault.Attempt;
import dev.phantom.fault.Diagnostic;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where one stage of a walk notes what it lost; the stage's own scope is told.
public record StageLosses(Losses losses, Stage stage, RunEvents.StageScope scope) {

    /// @param instead what stands for the result of a stage that failed
    public <T> T of(Drift drift, Supplier<T> work, Function<Diagnostic, T> instead) {
        return Attempt.of(work, fault -> instead.apply(lost(drift, fault)));
    }

    /// Notes what the stage lost.
    ///
    /// @return the same, naming the resource
    public Diagnostic lost(Drift drift, Diagnostic fault) {
        var named = losses.lost(stage, drift, fault);
        scope.failed(named);
        return named;
    }
}
