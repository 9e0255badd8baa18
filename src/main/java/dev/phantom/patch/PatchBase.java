package dev.phantom.patch;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.Reference;
import java.util.List;
import java.util.Map;

/// What a patch is planned and proved against.
///
/// @param commit  the head of the base branch; empty where there is none
/// @param files   the template and this stack's parameter files, as they are at that commit
/// @param own     the stack itself
/// @param others  every other configured stack that uses the same template file or one of these parameter files
/// @param owned   texts that stand for a resource of this stack: physical ids, ARNs
/// @param knowledge what is known of resource types where the stack runs
/// @param secrets of the whole stack: no patch writes one of them, whichever resource it was found in
public record PatchBase(
        StackId id,
        String commit,
        Workspace files,
        StackView own,
        List<StackView> others,
        Map<String, Reference> owned,
        TypeKnowledge knowledge,
        Secrets secrets) {

    public PatchBase {
        others = List.copyOf(others);
        owned = Map.copyOf(owned);
    }

    /// One drift and what shall become of it.
    public record Decision(Drift drift, Verdict verdict) {}
}
