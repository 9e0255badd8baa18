package dev.phantom.secret;

import java.util.Set;

/// What a team lets be shown.
///
/// @param variables names of variables of environments whose values may be shown, unless they give themselves away
/// @param people    how people are shown
public record ShowPolicy(Set<String> variables, People people) {

    /// As long as nobody said otherwise.
    public static final ShowPolicy DEFAULT = new ShowPolicy(Set.of(), People.MASKED);

    public ShowPolicy {
        variables = Set.copyOf(variables);
    }
}
