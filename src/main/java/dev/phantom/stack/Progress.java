package dev.phantom.stack;

/// What long work says of itself while it goes on, for people.
@FunctionalInterface
public interface Progress {

    Progress NONE = line -> {};

    /// A line worth keeping: what was begun, what could not be had.
    void accept(String line);

    /// Where the work is at this moment; the next one takes its place, and any may be left out.
    default void step(String now) {
        accept(now);
    }
}
