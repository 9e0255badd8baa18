package dev.phantom.drift.fact;

import dev.phantom.value.PropertyPath;

/// One value under two names: where live shows only the other one, that is what is compared.
///
/// @param path    as it may be declared
/// @param of      as a reader shows it; below the same object
/// @param element where `path` is a list of objects and `of` one of values: the object's property that holds the value
public record Alias(PropertyPath path, PropertyPath of, String element, FactSource source) implements Fact {

    /// The way to the other name from the object that both stand in.
    public PropertyPath other() {
        return new PropertyPath(
                of.segments().subList(path.segments().size() - 1, of.segments().size()));
    }
}
