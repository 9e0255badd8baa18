package dev.phantom.stack;

import java.util.List;

/// A root module of Terraform, and with what it is planned.
///
/// @param directory its folder, below that of the safe state: `live/payments`; `.` for that folder itself
/// @param workspace `default` where the team uses none
/// @param varFiles  paths below the module's folder, later ones win; what Terraform loads by itself is not among them
public record RootModule(String directory, String workspace, List<String> varFiles) {

    /// The workspace that every module has.
    public static final String DEFAULT = "default";

    public RootModule {
        workspace = workspace.isBlank() ? DEFAULT : workspace;
        varFiles = List.copyOf(varFiles);
    }
}
