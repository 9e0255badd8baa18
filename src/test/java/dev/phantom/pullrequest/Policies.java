package dev.phantom.pullrequest;

import dev.phantom.analysis.Confidence;
import java.util.Set;

/// What teams allow, for tests.
public final class Policies {

    /// What a configuration that says nothing means.
    public static final PublishPolicy STANDARD =
            new PublishPolicy(Confidence.Level.MEDIUM, 10, 2, false, PublishPolicy.Privacy.MASKED, Set.of(), false);

    /// The standard with other caps.
    public static PublishPolicy caps(int all, int each) {
        return new PublishPolicy(STANDARD.draftBelow(), all, each, false, STANDARD.privacy(), Set.of(), false);
    }

    private Policies() {}
}
