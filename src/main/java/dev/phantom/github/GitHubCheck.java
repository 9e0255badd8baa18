package dev.phantom.github;

/// One line of `doctor`.
///
/// @param name    what was looked at: `github token`
/// @param outcome whether it serves
/// @param detail  what was seen
/// @param remedy  what to do; empty if nothing
public record GitHubCheck(String name, Outcome outcome, String detail, String remedy) {

    /// WARNING: Phantom works, with less.
    public enum Outcome {
        OK,
        WARNING,
        FAILED
    }

    static GitHubCheck ok(String name, String detail) {
        return new GitHubCheck(name, Outcome.OK, detail, "");
    }

    static GitHubCheck warning(String name, String detail, String remedy) {
        return new GitHubCheck(name, Outcome.WARNING, detail, remedy);
    }

    static GitHubCheck failed(String name, String detail, String remedy) {
        return new GitHubCheck(name, Outcome.FAILED, detail, remedy);
    }
}
