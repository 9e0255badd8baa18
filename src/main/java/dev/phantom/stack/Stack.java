package dev.phantom.stack;

import java.util.List;

/// One configured stack: which template of the repository it is made from, and who cares.
///
/// @param id          account, region, name
/// @param environment `prod`, …; used as the tag `env`
/// @param template    path in the repository, below the configured roots
/// @param parameters  paths of parameter files, later ones win; may be empty
/// @param service     name of the service for observability; empty if none
/// @param team        owner; empty if none
/// @param mode        what Phantom may do for this stack
public record Stack(
        StackId id,
        String environment,
        String template,
        List<String> parameters,
        String service,
        String team,
        Mode mode) {

    /// What a stack has earned: reports only, one digest issue, draft pull requests, pull requests ready for review.
    public enum Mode {
        REPORT,
        ISSUE,
        DRAFT,
        READY
    }

    public Stack {
        parameters = List.copyOf(parameters);
    }
}
