package dev.phantom.assembly;

/// Which Phantom this is.
public final class Release {

    /// The number alone, as telemetry and SARIF name it.
    public static final String VERSION = "0.2.0";

    /// Name and number, as `--version` prints them.
    public static final String TITLE = "phantom " + VERSION;

    private Release() {}
}
