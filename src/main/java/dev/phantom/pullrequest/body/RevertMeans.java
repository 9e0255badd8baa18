package dev.phantom.pullrequest.body;

import dev.phantom.pullrequest.DriftGroup;

/// By what means `phantom reconcile apply` carries a revert out, in words. Which one it is, is decided when it is
/// applied.
///
/// @param updates whether the team allows Cloud Control where no change set can do it
record RevertMeans(DriftGroup group, boolean updates) {

    String sentence() {
        if (group.stack().planned() != null) {
            return "One saved plan does exactly this, for the recorded addresses alone, or nothing is done.";
        }
        var changeSet = "One change set of the stack does exactly this, or nothing is done.";
        return alone()
                ? changeSet + " Where no change set can" + (group.grave() ? ", or other drift would make it wait" : "")
                        + ", Cloud Control changes this resource alone (`update-resource`), if its type allows it; AWS"
                        + " advises against that for a resource of a stack."
                : changeSet;
    }

    /// Whether Cloud Control may do it, past the stack.
    boolean alone() {
        return updates
                && group.stack().planned() == null
                && group.members().stream()
                                .map(d -> d.drift().logicalId())
                                .distinct()
                                .count()
                        == 1;
    }
}
