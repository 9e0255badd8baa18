package dev.phantom.cost;

import java.util.Locale;

/// What an amount rests on.
public enum Basis {
    /// Usage that was counted: requests, GB, hours.
    MEASURED,
    /// The configuration alone fixes it.
    DERIVED,
    /// Something that the configuration does not say is taken to be so; the item names it.
    ASSUMED,
    /// A unit price without a quantity.
    SYMBOLIC;

    /// As it is printed.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
