package dev.phantom.stack;

/// Reads what CloudFormation was last told.
public interface DeployedStateSource {

    /// @throws dev.phantom.fault.PhantomException AWS_NO_STACK, AWS_CREDENTIALS, AWS_THROTTLED, AWS_FAILED
    DeployedState read(StackId stack);

    /// The same; exports are read only where the stack's own template imports one, or `imports` says that another
    /// template which is evaluated beside it does.
    default DeployedState read(StackId stack, boolean imports) {
        return read(stack);
    }
}
