package dev.phantom.fault;

/// Who must act when something goes wrong.
public enum Fault {
    /// The user: wrong input, configuration or credentials.
    USER,
    /// Nobody yet: the remote said "later"; a retry may succeed.
    REMOTE_RETRYABLE,
    /// The owner of the remote system: it refused or answered with nonsense.
    REMOTE,
    /// The maintainers of Phantom.
    INTERNAL
}
