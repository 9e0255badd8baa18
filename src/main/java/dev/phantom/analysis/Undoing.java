package dev.phantom.analysis;

import dev.phantom.drift.ByHand;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Pin;
import dev.phantom.drift.Tier;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.stack.StackId;
import java.util.Optional;

/// A revert is carried out by a change set on the deployed template. What that cannot reach is a person's, with the
/// line that does it.
public record Undoing(Knowledge knowledge) {

    /// The same verdict, or `needs-human` in place of a revert that nothing can carry out.
    public Verdict reachable(Verdict verdict, Drift drift, StackId stack) {
        if (!(verdict instanceof Verdict.Revert revert)) {
            return verdict;
        }
        var catalog = knowledge.types().of(stack);
        return obstacle(drift, stack)
                .<Verdict>map(why -> new Verdict.NeedsHuman(
                        explained(revert.opinion(), why, ByHand.line(drift, catalog, stack.region()))))
                .orElse(verdict);
    }

    /// Why no change set brings it back.
    public Optional<String> obstacle(Drift drift, StackId stack) {
        var catalog = knowledge.types().of(stack);
        return switch (drift.status()) {
            case DELETED -> Optional.of("CloudFormation does not recreate a resource that it believes to exist");
            case UNMANAGED -> Optional.of("the resource is in no stack, so no stack deployment removes it");
            case MODIFIED ->
                drift.changes().stream()
                        .filter(c -> c.circumstances().tier() == Tier.UNDECLARED
                                && Pin.of(c, catalog.find(drift.type())).isEmpty())
                        .findFirst()
                        .map(c -> c.path() + " is in no template, and no earlier value is known to restore");
        };
    }

    private static Verdict.Opinion explained(Verdict.Opinion opinion, String why, Optional<String> byHand) {
        var line = byHand.map(l -> " By hand: " + l).orElse(" Revert it by hand.");
        return new Verdict.Opinion(
                opinion.confidence(),
                opinion.reasoning() + "\nIt should be reverted, but no deployment can do that: " + why + "." + line,
                opinion.evidence(),
                opinion.against(),
                opinion.severity(),
                opinion.reviewAt(),
                opinion.analyst(),
                opinion.caseDigest(),
                opinion.gaps(),
                opinion.aside());
    }
}
