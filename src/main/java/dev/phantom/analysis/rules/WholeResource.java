package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import java.util.Optional;

/// A resource that is gone, or that no stack manages: making or adopting one has consequences that the evidence of a
/// property does not show.
final class WholeResource implements JudgementRule {
    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        var id = d.file().drift().logicalId();
        return switch (d.file().drift().status()) {
            case DELETED ->
                Optional.of(Judgement.of(
                                Recommendation.NEEDS_HUMAN,
                                Level.HIGH,
                                "AWS reports that " + id + " was deleted" + d.attribution() + CaseFacts.cite(d.writes())
                                        + ". A person must decide whether to recreate it, and from which data, or to remove it from the"
                                        + " template: a new one would be empty.")
                        .citing(d.writes(), java.util.List.of()));
            case UNMANAGED ->
                Optional.of(Judgement.of(
                        Recommendation.NEEDS_HUMAN,
                        Level.MEDIUM,
                        "No stack manages " + id + ". A person must decide whether it belongs to this one."));
            case MODIFIED -> Optional.empty();
        };
    }
}
