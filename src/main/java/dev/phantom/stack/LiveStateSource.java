package dev.phantom.stack;

/// Reads what really runs.
public interface LiveStateSource {

    /// The live models of every resource of the stack; what could not be read is in the list with its status.
    ///
    /// @param progress one line of text per step, for people; may be called from any thread
    /// @throws dev.phantom.fault.PhantomException AWS_CREDENTIALS, AWS_THROTTLED, AWS_SCAN, AWS_FAILED
    LiveState read(DeployedState deployed, Progress progress);
}
