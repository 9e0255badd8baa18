package dev.phantom.pullrequest;

import dev.phantom.analysis.Confidence;
import java.util.Set;

/// What the team allows.
///
/// @param draftBelow  a confidence below it makes a draft
/// @param maxOpen     open pull requests of Phantom in the repository
/// @param maxPerStack open pull requests of Phantom for one stack
/// @param paused      nothing is written at all
/// @param linkHosts   hosts that a pull request may link to: where the evidence is shown
/// @param updates     whether a revert may be carried out by Cloud Control where no change set can
public record PublishPolicy(
        Confidence.Level draftBelow,
        int maxOpen,
        int maxPerStack,
        boolean paused,
        Privacy privacy,
        Set<String> linkHosts,
        boolean updates) {

    /// How much of people, accounts and evidence a pull request may show. A public repository never gets more than
    /// NONE.
    public enum Privacy {
        /// As collected.
        FULL,
        /// People and account ids shortened.
        MASKED,
        /// No people, no account ids, no excerpts of evidence.
        NONE
    }

    public PublishPolicy {
        linkHosts = Set.copyOf(linkHosts);
    }
}
