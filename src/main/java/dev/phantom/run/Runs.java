package dev.phantom.run;

import dev.phantom.stack.StackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What earlier runs saw, stack by stack. Safe for several threads, one stack each.
public interface Runs {

    /// Since when each drift that the last walk of this stack saw is open, by driftId: tells new drift from known
    /// drift.
    Map<String, Instant> firstSeen(StackId stack);

    /// Empty where this stack was never walked to the end, or only by a Phantom that kept no figures.
    Optional<LastLook> lastLook(StackId stack);

    void lastLook(StackId stack, LastLook look);

    /// What was kept of this stack and cannot be read any more, in words for people: the ports answer as if it had
    /// never
    /// been there.
    default List<String> unread(StackId stack) {
        return List.of();
    }
}
