package dev.phantom.stack;

/// How live state is read.
///
/// @param generator whether the IaC Generator is used at all; Cloud Control alone otherwise
/// @param keep      whether the stack's generated template stays; `check` deletes the one that it made
/// @param discover  whether unmanaged resources beside the stack are looked for, with a scan of the last day
/// @param rescan    whether a new scan is made although a valid one exists
public record LiveOptions(boolean generator, boolean keep, boolean discover, boolean rescan) {

    /// What `run` does.
    public static final LiveOptions RUN = new LiveOptions(true, true, false, false);

    /// What `check` does.
    public static final LiveOptions CHECK = new LiveOptions(true, false, false, false);

    public LiveOptions withDiscovery() {
        return new LiveOptions(generator, keep, true, rescan);
    }

    public LiveOptions withRescan() {
        return new LiveOptions(generator, keep, discover, true);
    }

    public LiveOptions withoutGenerator() {
        return new LiveOptions(false, keep, discover, rescan);
    }
}
