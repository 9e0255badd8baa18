package dev.phantom.fault;

/// A code that Phantom prints: of the core in [Code], of a vendor in its adapter. A code, once published, keeps its
/// meaning.
public interface ErrorCode {

    /// `PH-TPL-001`
    String id();

    Fault fault();

    /// What it means, for `docs/errors.md`.
    String meaning();

    /// What to do next where the diagnostic itself does not say.
    String remedy();
}
