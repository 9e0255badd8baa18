package dev.phantom.drift;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;

/// Where the live model would have what it lost.
///
/// @param path in the indexes of the live model as it is
public record Vacancy(PropertyPath path, Kind kind) {

    public enum Kind {
        /// At the path, where there is nothing or an empty value.
        HERE,
        /// In the list, ahead of the element that has this index; one past the last stands for the end.
        AHEAD,
        /// Beside the one value that live has at the path bare, without a list around.
        BESIDE
    }

    public static Vacancy here(PropertyPath path) {
        return new Vacancy(path, Kind.HERE);
    }

    /// As a person may see it.
    Vacancy shown(Secrets secrets) {
        return new Vacancy(secrets.shown(path), kind);
    }
}
