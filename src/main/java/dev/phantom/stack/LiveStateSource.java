package dev.phantom.stack;

/// Reads what really runs.
public interface LiveStateSource {

    /// The live models of every resource of the stack; what could not be read is in the list with its status.
    ///
    /// @param others   what is managed by something else, and so not unmanaged
    /// @param progress one line of text per step, for people; may be called from any thread
    /// @throws dev.phantom.fault.PhantomException AWS_CREDENTIALS, AWS_THROTTLED, AWS_SCAN, AWS_FAILED
    LiveState read(DeployedState deployed, Holdings others, Progress progress);

    /// The same where nothing but stacks manages resources.
    default LiveState read(DeployedState deployed, Progress progress) {
        return read(deployed, Holdings.NONE, progress);
    }

    /// What is known of a stack that is not one of CloudFormation, and what a resource scan shows beside it and nothing
    /// manages. A source that looks for no such resources returns what it was given.
    ///
    /// @param own    what the stack itself holds
    /// @param others what all of them hold, this one included
    default LiveState beside(LiveState known, Holdings own, Holdings others, Progress progress) {
        return known;
    }
}
