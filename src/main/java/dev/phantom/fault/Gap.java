package dev.phantom.fault;

import java.util.Collection;
import java.util.List;

/// What could not be had.
///
/// @param text  what and why, in words for people
/// @param cause what the source did
public record Gap(String text, Cause cause) {

    /// One that no source is to blame for.
    public static Gap of(String text) {
        return new Gap(text, Cause.OTHER);
    }

    /// @param before what was asked; its line follows
    public static Gap of(String before, Diagnostic why) {
        return new Gap(before + why.line(), why.cause());
    }

    public static List<String> texts(Collection<Gap> gaps) {
        return gaps.stream().map(Gap::text).toList();
    }
}
