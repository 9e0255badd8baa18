package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Listed;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;

/// The drifts of one stack that the team's rules leave, and what they take out.
final class RuledDrifts {

    private final DriftDetector detector;
    private final StackId id;
    private final List<Drift> drifts = new ArrayList<>();
    private final List<Listed> ignored = new ArrayList<>();

    RuledDrifts(DriftDetector detector, StackId id) {
        this.detector = detector;
        this.id = id;
    }

    List<Drift> drifts() {
        return drifts;
    }

    List<Listed> ignored() {
        return ignored;
    }

    /// What files say is to be ignored, as if a rule did.
    void ignore(Listed item) {
        ignored.add(item);
    }

    /// Takes out what the team ignores, and names the rest.
    void keep(Drift drift) {
        var whole =
                detector.ignore().covering(id, drift.logicalId(), drift.type(), null, MapValue.EMPTY, detector.today());
        if (drift.changes().isEmpty() && whole.isPresent()) {
            ignored.add(new Listed(
                            drift.logicalId(),
                            drift.physicalId(),
                            drift.type(),
                            null,
                            drift.status() == Drift.Status.DELETED ? "REMOVE" : "ADD",
                            null,
                            null,
                            whole.get().reason())
                    .decided(whole.get().decision()));
            return;
        }
        var kept = new ArrayList<Change>();
        var resource = new ComparedResource(
                drift.logicalId(), drift.type(), drift.physicalId(), drift.expected(), drift.actual());
        for (var change : drift.changes()) {
            detector.ignore()
                    .covering(id, drift.logicalId(), drift.type(), change.path(), drift.side(change), detector.today())
                    .ifPresentOrElse(
                            rule -> ignored.add(
                                    resource.listed(change, rule.reason()).decided(rule.decision())),
                            () -> kept.add(change));
        }
        if (!kept.isEmpty() || drift.changes().isEmpty()) {
            drifts.add(drift.with(kept));
        }
    }
}
