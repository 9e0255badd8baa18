package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.measure.Capacity;
import dev.phantom.analysis.measure.SizeDemand;
import dev.phantom.analysis.measure.Timeline;
import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import dev.phantom.severity.policy.AccessDifference;
import dev.phantom.severity.rules.TrafficDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What follows from a case, computed: who loses access by a revert, what the safe size would have had to carry, and
/// how long it took from one thing to the next. Each fact names the exhibits that it rests on.
public final class Consequences {
    private static final int NAMED = 6;

    private Consequences() {}

    /// @param session other writes of the actor
    public static List<DerivedFact> of(Subject subject, Window window, Evidence evidence, List<Act> session) {
        var facts = new ArrayList<DerivedFact>(access(subject));
        if (subject.drift().status() == Drift.Status.MODIFIED) {
            var sizes = Capacity.of(subject.drift(), subject.facts());
            facts.addAll(HeadroomFacts.of(subject.drift(), SizeDemand.of(subject.drift(), sizes, evidence, window)));
        }
        facts.addAll(
                new TimelineFacts(subject.drift(), window, Timeline.of(evidence, window), evidence, session).all());
        return List.copyOf(facts);
    }

    private static List<DerivedFact> access(Subject subject) {
        var policies = AccessDifference.of(subject);
        var traffic = TrafficDifference.of(subject);
        return Stream.of(
                        told("A revert takes access from ", policies.taken()),
                        told("A revert gives access back to ", policies.given()),
                        told("After a revert this is no longer so: ", traffic.taken()),
                        told("After a revert this is so again: ", traffic.given()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<DerivedFact> told(String begin, List<String> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        var more = parts.size() > NAMED ? " and " + (parts.size() - NAMED) + " more" : "";
        var named = String.join("; ", parts.subList(0, Math.min(NAMED, parts.size())));
        return List.of(new DerivedFact("access", begin + named + more + "."));
    }
}
