package dev.phantom.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One configured stack: which template of the repository it is made from, and who cares.
///
/// @param id          account, region, name
/// @param environment `prod`, …; used as the tag `env`
/// @param template    path in the repository, below the configured roots: of the template, or of the folder of a root
///                    module
/// @param parameters  paths of parameter files, later ones win; may be empty
/// @param service     name of the service for observability; empty if none
/// @param team        owner; empty if none
/// @param mode        what Phantom may do for this stack
/// @param planned     how Terraform plans it; null for a stack of CloudFormation
public record Stack(
        StackId id,
        String environment,
        String template,
        List<String> parameters,
        String service,
        String team,
        Mode mode,
        @Nullable Planned planned) {

    /// What a stack has earned: reports only, one digest issue, draft pull requests, pull requests ready for review.
    public enum Mode {
        REPORT,
        ISSUE,
        DRAFT,
        READY
    }

    /// What Terraform makes its plans of.
    ///
    /// @param plan file with the JSON of a plan that somebody else made; empty where Phantom makes it
    public record Planned(RootModule module, String plan) {

        /// The format of its files.
        public static final String FORMAT = "terraform";
    }

    /// A stack of CloudFormation.
    public Stack(
            StackId id,
            String environment,
            String template,
            List<String> parameters,
            String service,
            String team,
            Mode mode) {
        this(id, environment, template, parameters, service, team, mode, null);
    }

    public Stack {
        parameters = List.copyOf(parameters);
    }
}
