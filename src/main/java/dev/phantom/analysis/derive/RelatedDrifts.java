package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.secret.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The other drifts that a drift should be judged knowing: of the same resource, and of the same session. Each has a
/// verdict of its own.
public final class RelatedDrifts {
    private static final int NAMED = 6;
    private static final int CHANGES = 4;

    private RelatedDrifts() {}

    /// @param all     drifts of the stack, this one among them or not
    /// @param secrets of the stack
    public static List<DerivedFact> of(Drift drift, List<Drift> all, Secrets secrets) {
        var others = all.stream()
                .filter(other -> !other.driftId().equals(drift.driftId()))
                .toList();
        var same = others.stream()
                .filter(other -> other.logicalId().equals(drift.logicalId()))
                .toList();
        var sessions = sessions(drift);
        var together = others.stream()
                .filter(other -> !same.contains(other))
                .filter(other -> sessions(other).stream().anyMatch(sessions::contains))
                .toList();
        var facts = new ArrayList<DerivedFact>();
        told("same resource", "Also drifted on this resource and judged apart: ", same, secrets, facts);
        told("session", "Also drifted by the same session and judged apart: ", together, secrets, facts);
        return List.copyOf(facts);
    }

    private static void told(String topic, String begin, List<Drift> drifts, Secrets secrets, List<DerivedFact> facts) {
        drifts.stream()
                .limit(NAMED)
                .map(drift -> drift.shown(secrets))
                .forEach(drift -> facts.add(new DerivedFact(topic, begin + text(drift))));
        if (drifts.size() > NAMED) {
            facts.add(new DerivedFact(
                    topic, begin + Wording.counted(drifts.size() - NAMED, "more drift") + ", not named here."));
        }
    }

    private static String text(Drift drift) {
        var changes =
                drift.changes().stream().limit(CHANGES).map(Wording::change).collect(Collectors.joining("; "));
        var more = drift.changes().size() > CHANGES
                ? " and " + Wording.counted(drift.changes().size() - CHANGES, "other change")
                : "";
        return "%s (%s) %s%s%s.".formatted(drift.logicalId(), drift.type(), changes, more, when(drift));
    }

    private static String when(Drift drift) {
        return drift.changes().stream()
                .map(change -> change.circumstances().occurred())
                .filter(o -> o.precision() == Occurred.Precision.EXACT && o.at() != null)
                .findFirst()
                .map(o -> ", " + (o.actor().isEmpty() ? "" : "by " + o.actor() + " ") + "at "
                        + Wording.time(java.util.Objects.requireNonNull(o.at())))
                .orElse("");
    }

    private static Set<String> sessions(Drift drift) {
        return drift.changes().stream()
                .map(Change::circumstances)
                .map(c -> c.occurred().session())
                .filter(session -> !session.isEmpty())
                .collect(Collectors.toSet());
    }
}
