package dev.phantom.run;

import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.Recommendation;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import org.jspecify.annotations.Nullable;

/// What happens in a run beside beginning, failing and ending.
public sealed interface RunEvent {

    /// In the scope of a run.
    sealed interface OfRun extends RunEvent {}

    /// In the scope of one stack's walk.
    sealed interface OfStack extends RunEvent {}

    /// In the scope of a stage.
    sealed interface OfStage extends RunEvent {}

    /// How a stack is known to be at the end of a run, walked in it or not.
    record StackMeasured(Stack stack, StackFigures figures) implements OfRun {}

    /// All stacks are walked, and nothing more will happen.
    record RunClosed(Ending ending) implements OfRun {}

    enum Ending {
        /// Every stack was walked to the end, and whatever belongs to the whole run was done.
        COMPLETE,
        /// Something in it failed; the report says what.
        WITH_FAILURES
    }

    /// @param severity the verdict's where there is one, else the floor
    /// @param isNew    not seen by the last run of this stack
    record DriftSeen(Severity severity, boolean isNew) implements OfStack {}

    record StackCompared(int resources, int compared, int drifts) implements OfStage {}

    record ModelCalled(ModelCall call) implements OfStage {}

    /// Made by this run; a stored verdict that still holds is not made again.
    ///
    /// @param notices texts in its case that tried to instruct the analyst
    record VerdictMade(Recommendation recommendation, Severity severity, int notices) implements OfStage {}

    /// What became of one proposal, or of one pull request whose drifts are gone.
    ///
    /// @param url            empty if there is no pull request
    /// @param recommendation null where a damaged pull request does not tell it any more
    /// @param severity       null where the drifts are gone, and their severity with them
    /// @param drifts         how many stand in it
    record PullRequestSettled(
            Outcome.Kind outcome,
            String url,
            @Nullable Recommendation recommendation,
            @Nullable Severity severity,
            int drifts)
            implements RunEvent {}
}
