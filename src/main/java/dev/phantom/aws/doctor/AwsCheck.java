package dev.phantom.aws.doctor;

/// One line of `doctor`.
///
/// @param name    what was looked at: `aws credentials`
/// @param outcome whether it serves
/// @param detail  what was seen
/// @param remedy  what to do; empty if nothing
public record AwsCheck(String name, Outcome outcome, String detail, String remedy) {

    /// WARNING: Phantom works, with less.
    public enum Outcome {
        OK,
        WARNING,
        FAILED
    }

    static AwsCheck ok(String name, String detail) {
        return new AwsCheck(name, Outcome.OK, detail, "");
    }

    static AwsCheck warning(String name, String detail, String remedy) {
        return new AwsCheck(name, Outcome.WARNING, detail, remedy);
    }

    static AwsCheck failed(String name, String detail, String remedy) {
        return new AwsCheck(name, Outcome.FAILED, detail, remedy);
    }
}
