package dev.phantom.stack;

/// Reads what CloudFormation was last told.
public interface DeployedStateSource {

    /// @throws dev.phantom.fault.PhantomException AWS_NO_STACK, AWS_CREDENTIALS, AWS_THROTTLED, AWS_FAILED
    DeployedState read(StackId stack);
}
