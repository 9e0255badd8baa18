package dev.phantom.stack;

/// Reads the safe state from where the team keeps it.
public interface SafeStateSource {

    /// The template and parameter files of one stack at the head of the base branch.
    ///
    /// @throws dev.phantom.fault.PhantomException if repository, file or credentials do not serve
    SafeState read(Stack stack);
}
