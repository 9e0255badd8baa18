package dev.phantom.cost;

import java.util.List;
import java.util.Set;

/// How AWS bills one type, as its pricing page says.
///
/// @param type     `AWS::SQS::Queue`
/// @param page     the pricing page
/// @param free     the type is never charged for; what it governs may be
/// @param unbilled properties that do not move the bill: `QueueName`; a name stands for all below it
/// @param driving  properties that move only the quantity of a part that is billed by use
/// @param parts    what is billed; empty where a class of [dev.phantom.cost.models] says it, or the type is free
record TypeBilling(
        String type, String page, boolean free, Set<String> unbilled, Set<String> driving, List<BilledPart> parts) {

    public TypeBilling {
        unbilled = Set.copyOf(unbilled);
        driving = Set.copyOf(driving);
        parts = List.copyOf(parts);
    }

    /// @param path names of a property, list indexes left out
    boolean unbilled(String path) {
        return Settings.within(path, unbilled);
    }

    boolean driving(String path) {
        return Settings.within(path, driving);
    }
}
