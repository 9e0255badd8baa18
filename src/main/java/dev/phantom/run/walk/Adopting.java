package dev.phantom.run.walk;

import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adopted.Entry;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackWalk;
import dev.phantom.stack.Stack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Walks stacks as far as the comparison and lists all that differs: what `phantom adopt` proposes. Of a stack that
/// cannot be compared the list stays as it is.
public record Adopting(Comparing comparing, Adoption adoption) {

    /// @param before   the list as it stands in the repository
    /// @param present  the list as it should be
    /// @param failures stacks that could not be compared
    /// @param gaps     what was not seen of the others
    public record Listing(Adopted before, Adopted present, List<RunReport.Failure> failures, List<String> gaps) {
        public Listing {
            failures = List.copyOf(failures);
            gaps = List.copyOf(gaps);
        }
    }

    public Listing over(List<Stack> stacks) {
        var keys = new HashSet<String>();
        var entries = new ArrayList<Entry>();
        var failures = new ArrayList<RunReport.Failure>();
        var gaps = new ArrayList<String>();
        for (var stack : stacks) {
            var walk = StackWalk.unwatched();
            try {
                for (var member : comparing.nest(walk, stack, stacks)) {
                    var id = member.stack().id();
                    if (member.unread() != null) {
                        throw new PhantomException(member.unread());
                    }
                    if (keys.contains(id.key())) {
                        continue;
                    }
                    var compared = comparing.attribute(walk, member, comparing.compare(walk, member));
                    DriftDetector.refusal(compared.states()).ifPresent(gap -> gaps.add(id.name() + ": " + gap));
                    compared.gaps().forEach(gap -> gaps.add(id.name() + ": " + gap));
                    entries.addAll(adoption.entries(id, compared.detection()));
                    keys.add(id.key());
                }
            } catch (PhantomException e) {
                failures.add(
                        new RunReport.Failure(stack.id().name(), walk.stage().verb(), e.diagnostic()));
            }
        }
        return new Listing(adoption.adopted(), adoption.adopted().replaced(keys, entries), failures, gaps);
    }
}
