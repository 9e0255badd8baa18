package dev.phantom.cli.terminal;

/// Exit codes, as Terraform has them.
public final class ExitCode {
    public static final int OK = 0;
    /// Beats DRIFT.
    public static final int ERROR = 1;
    /// Drift found; only with `--detailed-exitcode`.
    public static final int DRIFT = 2;

    private ExitCode() {}
}
