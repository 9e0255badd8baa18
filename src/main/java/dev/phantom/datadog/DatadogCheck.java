package dev.phantom.datadog;

/// One line of `doctor`.
///
/// @param name    what was looked at: `datadog logs`
/// @param outcome whether it serves
/// @param detail  what was seen
/// @param remedy  what to do; empty if nothing
public record DatadogCheck(String name, Outcome outcome, String detail, String remedy) {

    /// WARNING: Phantom works, with less.
    public enum Outcome {
        OK,
        WARNING,
        FAILED
    }

    static DatadogCheck ok(String name, String detail) {
        return new DatadogCheck(name, Outcome.OK, detail, "");
    }

    static DatadogCheck warning(String name, String detail, String remedy) {
        return new DatadogCheck(name, Outcome.WARNING, detail, remedy);
    }

    static DatadogCheck failed(String name, String detail, String remedy) {
        return new DatadogCheck(name, Outcome.FAILED, detail, remedy);
    }
}
