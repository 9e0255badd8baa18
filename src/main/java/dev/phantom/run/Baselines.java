package dev.phantom.run;

import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import java.util.List;

/// The live models that were last seen without drift, stack by stack. Safe for several threads, one stack each.
public interface Baselines {

    /// [Baseline#none] where nothing is remembered.
    Baseline baseline(StackId stack);

    /// Remembers live models as undrifted, beside those of other resources. The caller gives only resources without
    /// drift.
    void remember(StackId stack, List<LiveResource> undrifted);
}
