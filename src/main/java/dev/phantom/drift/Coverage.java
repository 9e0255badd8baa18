package dev.phantom.drift;

import java.util.List;

/// How much of the stack was compared. A resource counts as compared when every declared, readable property was.
public record Coverage(int resources, int compared, List<Unchecked> unchecked) {

    public Coverage {
        unchecked = List.copyOf(unchecked);
    }

    /// Whether something could have been compared and was not.
    public boolean shortfall() {
        return unchecked.stream().anyMatch(u -> !u.reason().structural());
    }
}
