package dev.phantom.run;

import dev.phantom.fault.Diagnostic;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The places that caps on open pull requests leave in one repository. Whoever opens one takes a place first; however
/// many ask at once, in one process or in several, together they never get more than the caps allow. Safe for several
/// threads.
///
/// What is open is known from the code host, as its asker last saw it. A place that was given is counted beside that
/// until whoever asks has seen its pull request, until it is released, or for [#LEASE_HOURS]: a run that was killed
/// holds
/// none for ever.
public interface Reservations {

    /// Longer than any run: between reading what is open and opening more.
    int LEASE_HOURS = 6;

    /// For one pull request that is about to be opened.
    ///
    /// @param branch its branch
    /// @param stack  key of its stack
    /// @param after  number of the newest pull request of that branch, open or not, that the asker has seen; 0 if none
    record Place(String branch, String stack, int after) {}

    /// What the asker has seen on the code host.
    ///
    /// @param open   open pull requests that the caps count: key of the stack, by branch
    /// @param newest number of the newest pull request, open or not, by branch
    record Seen(Map<String, String> open, Map<String, Integer> newest) {
        public Seen {
            open = Map.copyOf(open);
            newest = Map.copyOf(newest);
        }
    }

    /// @param all      pull requests that may be open in the repository
    /// @param perStack for one stack
    record Caps(int all, int perStack) {}

    /// Takes a place for each that there is room for, the first ones first. A place that was given is given again, and
    /// counted once.
    ///
    /// @return branches of those that may be opened
    Set<String> reserve(List<Place> wanted, Seen seen, Caps caps);

    /// Gives places back that no pull request came of; those that nobody holds are none.
    void release(Collection<String> branches);

    /// What was kept and cannot be read any more: others may hold places that nobody knows of now.
    default List<Diagnostic> lost() {
        return List.of();
    }
}
