package dev.phantom.run;

import dev.phantom.stack.StackId;
import java.util.Set;

/// Which adopted differences are adopted no more. Safe for several threads, one stack each.
public interface Adoptions {

    /// Adopted differences that no longer stood as they were adopted when they were last looked at: `driftId
    /// contentHash` of each.
    Set<String> endedAdoptions(StackId stack);

    void endedAdoptions(StackId stack, Set<String> ended);
}
