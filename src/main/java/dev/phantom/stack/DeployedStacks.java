package dev.phantom.stack;

import dev.phantom.iac.Definition;
import java.util.List;
import java.util.Optional;

/// Looks for stacks: which there are, and what each was deployed from.
public interface DeployedStacks extends DeployedStateSource {

    /// The stacks of an account and region that exist, by name.
    ///
    /// @param account empty for the caller's own
    /// @throws dev.phantom.fault.PhantomException AWS_CREDENTIALS, AWS_THROTTLED, AWS_FAILED
    List<ListedStack> stacks(String account, String region);

    /// The template as it was given to CloudFormation; empty if there is none.
    ///
    /// @throws dev.phantom.fault.PhantomException AWS_* or TEMPLATE_*
    Optional<Definition> original(StackId id);
}
