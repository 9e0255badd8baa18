package dev.phantom.stack;

import java.util.List;

/// Brings resources of a root module back to what its files say, by plans that are looked at before they are applied.
public interface TerraformReverts {

    /// Saves a plan that is limited to some resources and what they depend on (`plan -target`). It changes nothing.
    ///
    /// @param addresses of resources, at least one
    Saved saved(RootModule module, List<String> addresses, Progress progress);

    /// One saved plan. Closing it deletes it.
    interface Saved extends AutoCloseable {

        /// As `terraform show -json` says it.
        String json();

        /// Applies exactly this plan, under the state's lock.
        ///
        /// @throws dev.phantom.fault.PhantomException if the state is locked, has moved since, or the apply fails
        void apply(Progress progress);

        @Override
        void close();
    }
}
