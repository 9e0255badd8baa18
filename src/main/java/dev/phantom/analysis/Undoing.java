package dev.phantom.analysis;

import dev.phantom.drift.Drift;
import dev.phantom.drift.FirstAid;
import dev.phantom.drift.Pin;
import dev.phantom.drift.Tier;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.stack.Stack;
import java.util.Optional;

/// A revert is carried out by a change set on the deployed template, or by a plan of Terraform. What neither can reach is
/// a person's, with the line that does it.
public record Undoing(Knowledge knowledge) {

    /// The same verdict, or `needs-human` in place of a revert that nothing can carry out.
    public Verdict reachable(Verdict verdict, Drift drift, Stack stack) {
        if (!(verdict instanceof Verdict.Revert revert)) {
            return verdict;
        }
        var catalog = knowledge.types().of(stack.id());
        return obstacle(drift, stack)
                .<Verdict>map(why -> new Verdict.NeedsHuman(
                        explained(revert.opinion(), order(stack) + " can do that: " + why, FirstAid.line(drift, catalog, stack))))
                .orElse(verdict);
    }

    /// What carries a revert out: `deployment`. An apply of Terraform can more than a record orders.
    public static String order(Stack stack) {
        return stack.planned() == null ? "deployment" : "reconcile record";
    }

    /// Why nothing that a record orders brings it back.
    public Optional<String> obstacle(Drift drift, Stack stack) {
        var catalog = knowledge.types().of(stack.id());
        var terraform = stack.planned() != null;
        return switch (drift.status()) {
            case DELETED ->
                Optional.of(
                        terraform
                                ? "it changes resources and creates none"
                                : "CloudFormation does not recreate a resource that it believes to exist");
            case UNMANAGED -> Optional.of("the resource is in no stack, so no stack deployment removes it");
            case MODIFIED ->
                drift.changes().stream()
                        .filter(c -> c.circumstances().tier() == Tier.UNDECLARED
                                && Pin.of(c, catalog.find(drift.type())).isEmpty())
                        .findFirst()
                        .map(c -> c.path() + (terraform ? " is not in the configuration" : " is in no template")
                                + ", and no earlier value is known to restore");
        };
    }

    private static Verdict.Opinion explained(Verdict.Opinion opinion, String why, Optional<String> byHand) {
        var line = byHand.map(l -> " By hand: " + l).orElse(" Revert it by hand.");
        return new Verdict.Opinion(
                opinion.confidence(),
                opinion.reasoning() + "\nIt should be reverted, but no " + why + "." + line,
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
