package dev.phantom.stack;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// CloudFormation's change sets on one stack. Creating, describing and deleting one changes no resource.
public interface ChangeSets {

    /// @param template    the body to deploy; empty: the deployed one (`UsePreviousTemplate`)
    /// @param parameters  values that are given; every other parameter of the stack keeps its value
    /// (`UsePreviousValue`)
    /// @param revertDrift `DeploymentMode=REVERT_DRIFT`
    /// @param description for people who find it in the console
    record Request(
            StackId stack,
            Optional<String> template,
            Map<String, String> parameters,
            boolean revertDrift,
            String description) {
        public Request {
            parameters = Map.copyOf(parameters);
        }
    }

    /// Creates a change set, waits until CloudFormation has computed it, and reads all its rows. A change set that
    /// CloudFormation gives up because nothing would change is deleted and has no rows.
    ///
    /// @param progress one line of text per step, for people
    /// @throws dev.phantom.fault.PhantomException AWS_STACK_BUSY, AWS_CREDENTIALS, AWS_THROTTLED, AWS_FAILED
    ChangeSet create(Request request, Progress progress);

    /// Reads it again.
    ChangeSet describe(StackId stack, String id);

    /// Does what the change set says and waits until the stack is stable again.
    ///
    /// @throws dev.phantom.fault.PhantomException AWS_FAILED if the stack ends in any state but a completed update
    void execute(StackId stack, String id, Progress progress);

    /// Deletes it; one that is gone already is no error.
    void delete(StackId stack, String id);

    /// One that was executed.
    ///
    /// @param at     when it began
    /// @param by     whose credentials it was, as far as a request token can say it: `assumed-role-deploy-alice`
    /// @param token  the request token of its events
    /// @param status of the stack at its end, or now: `UPDATE_COMPLETE`
    record Execution(Instant at, String by, String token, String status) {}

    /// The last execution of what a request of this description asked for; empty where nothing is known of one.
    default Optional<Execution> executed(StackId stack, String description, Progress progress) {
        return Optional.empty();
    }

    /// Deletes what killed runs left of their change sets: what is described so at once, anything else once it is old
    /// enough not to be another run's that is under way.
    ///
    /// @param description of what is to be asked for now; empty: whatever it was for, it must be old
    default void sweep(StackId stack, String description, Progress progress) {}
}
