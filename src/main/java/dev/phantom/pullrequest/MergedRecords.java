package dev.phantom.pullrequest;

import dev.phantom.drift.Drift;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.stack.StackId;
import org.jspecify.annotations.Nullable;

/// The reconcile records on the base branch. That a pull request was merged says only that; what was approved is what
/// lies there.
public final class MergedRecords {

    private final @Nullable CodeHost host;
    private @Nullable String commit;

    private MergedRecords(@Nullable CodeHost host) {
        this.host = host;
    }

    /// Read when the first is asked for, at one commit: later than the pull requests, so that it has what they brought.
    public static MergedRecords on(CodeHost host) {
        return new MergedRecords(host);
    }

    public static MergedRecords none() {
        return new MergedRecords(null);
    }

    /// Whether the record of a drift with its contents is there.
    ///
    /// @throws dev.phantom.fault.PhantomException where the host does not answer
    public synchronized boolean contain(StackId stack, Drift drift) {
        var there = host;
        if (there == null) {
            return false;
        }
        var at = commit == null
                ? there.branch(there.base()).map(CodeHost.Head::sha).orElse("")
                : commit;
        commit = at;
        return !at.isEmpty()
                && there.file(ReconcileRecord.path(stack, drift.driftId()), at)
                        .filter(text -> ReconcileRecord.isOf(text, drift.driftId(), drift.contentHash()))
                        .isPresent();
    }
}
