package dev.phantom.stack;

import java.util.List;
import java.util.Map;

/// What Terraform itself says of a root module, as the JSON of `terraform show -json`. Nothing is changed by it: no
/// lock is held, no state is written, and nothing is written into the module's folder.
///
/// Every question throws [dev.phantom.fault.PhantomException] with one line that says what to do: no engine, an old
/// one, a module that is not initialized, a workspace that is not there, an error of Terraform or of a provider.
public interface TerraformPlans {

    /// Who answers: `Terraform 1.11.4`, `OpenTofu 1.9.0`.
    String engine();

    /// Drift: `plan -refresh-only`. Its `resource_drift` holds the state before, and after what the provider reads.
    ///
    /// @param progress one line of text per step, for people
    String drift(RootModule module, Progress progress);

    /// Commits that nobody applied: `plan -refresh=false`. Its `resource_changes` holds the state before, and after
    /// what the files say.
    String undeployed(RootModule module, Progress progress);

    /// An ordinary plan of a copy of the module with other files: what an apply of them would do.
    ///
    /// @param files path below the folder of the safe state → content; what is not named is as it lies there. Empty:
    /// the
    ///              module as it is
    String rehearsed(RootModule module, Map<String, String> files, Progress progress);

    /// Which of some files the engine's formatter would write otherwise.
    ///
    /// @param files path → content
    List<String> unformatted(Map<String, String> files);
}
