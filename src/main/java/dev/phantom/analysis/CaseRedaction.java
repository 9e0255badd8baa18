package dev.phantom.analysis;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Finding;
import dev.phantom.state.Mask;
import java.util.ArrayList;
import java.util.List;

/// Makes a case fit to be saved and shown to an analyst: secrets become tags, wherever they stand, and text from
/// outside
/// is capped and loses its control characters. Idempotent.
public final class CaseRedaction {
    private static final int MAX_EXHIBITS = 150;

    private final Mask mask;

    public CaseRedaction(Mask mask) {
        this.mask = mask;
    }

    public CaseFile redact(CaseFile file) {
        var values = new SecretValues(mask);
        values.learn(file.drift().expected());
        values.learn(file.drift().actual());
        var text = new OutsideWords(values.secrets());
        return new CaseFile(
                file.stack(),
                drift(file.drift(), values, text),
                file.coverage(),
                assessment(file.assessment(), text),
                cost(file.cost(), text),
                file.window(),
                evidence(file.evidence(), text),
                file.candidates().stream()
                        .map(c -> new Candidate(c.edit(), cost(c.cost(), text), text.clean(c.why())))
                        .toList());
    }

    private static Drift drift(Drift drift, SecretValues values, OutsideWords text) {
        return drift.with(drift.changes().stream()
                        .map(c -> change(c, values, text))
                        .toList())
                .between(values.map(drift.expected(), text), values.map(drift.actual(), text));
    }

    private static Change change(Change change, SecretValues values, OutsideWords text) {
        return switch (change) {
            case Change.Add a -> new Change.Add(a.path(), values.at(a.path(), a.actual(), text), a.circumstances());
            case Change.Remove r ->
                new Change.Remove(r.path(), values.at(r.path(), r.expected(), text), r.circumstances());
            case Change.NotEqual n ->
                new Change.NotEqual(
                        n.path(),
                        n.actualPath(),
                        values.at(n.path(), n.expected(), text),
                        values.at(n.path(), n.actual(), text),
                        n.inner().stream().map(i -> change(i, values, text)).toList(),
                        n.circumstances());
        };
    }

    private static Assessment assessment(Assessment assessment, OutsideWords text) {
        return new Assessment(
                assessment.floor(),
                assessment.findings().stream()
                        .map(f -> new Finding(
                                f.rule(), f.level(), f.path(), text.clean(f.title()), f.security(), f.reference()))
                        .toList());
    }

    private static CostDelta cost(CostDelta cost, OutsideWords text) {
        return new CostDelta(
                cost.monthly(),
                cost.lines().stream()
                        .map(l -> new CostDelta.Line(text.clean(l.item()), l.expected(), l.actual(), l.basis()))
                        .toList(),
                cost.unpriced().stream().map(text::clean).toList(),
                cost.pricesAsOf());
    }

    private static Evidence evidence(Evidence evidence, OutsideWords text) {
        var exhibits = evidence.exhibits();
        var gaps = new ArrayList<>(evidence.gaps().stream().map(text::clean).toList());
        if (exhibits.size() > MAX_EXHIBITS) {
            gaps.add("%d exhibits were left out: a case holds %d"
                    .formatted(exhibits.size() - MAX_EXHIBITS, MAX_EXHIBITS));
        }
        List<Exhibit> kept = exhibits.stream()
                .limit(MAX_EXHIBITS)
                .map(e -> new Exhibit(e.id(), text.clean(e.signal())))
                .toList();
        return new Evidence(kept, gaps);
    }
}
