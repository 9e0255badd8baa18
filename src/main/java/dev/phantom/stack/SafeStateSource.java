package dev.phantom.stack;

import java.util.Optional;

/// Reads the safe state from where the team keeps it.
public interface SafeStateSource {

    /// The template and parameter files of one stack at the head of the base branch.
    ///
    /// @throws dev.phantom.fault.PhantomException if repository, file or credentials do not serve
    SafeState read(Stack stack);

    /// A file that is kept beside the templates, as bytes; empty if it is not there.
    ///
    /// @param path in the repository: `.phantom/ignore.yaml`
    /// @throws dev.phantom.fault.PhantomException if it is there and cannot be read
    Optional<byte[]> beside(String path);
}
