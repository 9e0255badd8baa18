package dev.phantom.run.walk;

import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.derive.RelatedDrifts;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Window;
import java.util.ArrayList;
import java.util.List;

/// What surrounds each drift of one stack beside its evidence: who did what else, and what code works out.
record Surroundings(Cut cut, ActorSession session) {

    /// @param gaps what could not be found out
    record Found(Background background, List<String> gaps) {}

    Found of(Subject subject, Window window, Evidence evidence) {
        var acts = session.of(subject.drift());
        var facts = new ArrayList<DerivedFact>();
        facts.addAll(RelatedDrifts.of(
                subject.drift(), cut.drifts(), cut.detection().secrets()));
        return new Found(
                new Background(List.of(), List.of(), List.of(), acts.acts(), facts), acts.gaps());
    }
}
