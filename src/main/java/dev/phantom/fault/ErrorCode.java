package dev.phantom.fault;

/// A code that Phantom prints: of the core in [Code], of a vendor in its adapter. A code, once published, keeps its
/// meaning.
public interface ErrorCode {

    Entry entry();

    /// One entry of `docs/errors.md`.
    ///
    /// @param id      `PH-TPL-001`
    /// @param meaning what it means
    /// @param remedy  what to do next where the diagnostic itself does not say
    record Entry(String id, Fault fault, String meaning, String remedy) {}

    default String id() {
        return entry().id();
    }

    default Fault fault() {
        return entry().fault();
    }

    default String meaning() {
        return entry().meaning();
    }

    default String remedy() {
        return entry().remedy();
    }
}
