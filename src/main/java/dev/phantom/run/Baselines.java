package dev.phantom.run;

import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import java.util.List;

/// The live models that were last seen without drift, stack by stack. Safe for several threads, one stack each.
public interface Baselines {

    /// [Baseline#none] where nothing is remembered.
    Baseline baseline(StackId stack);

    /// Remembers what was last seen undrifted of each resource, instead of what was remembered before: a resource that
    /// is
    /// not given has no baseline any more.
    void remember(StackId stack, List<LiveResource> undrifted);
}
