package dev.phantom.drift.detect;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Unchecked.Reason;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.plan.LogicalProviders;
import dev.phantom.drift.plan.PlanSecrets;
import dev.phantom.drift.plan.PlannedDrift;
import dev.phantom.drift.plan.PlannedResource;
import dev.phantom.drift.plan.ResourceAddress;
import dev.phantom.drift.plan.StateResource;
import dev.phantom.drift.plan.TerraformPlan;
import dev.phantom.iac.Declaration;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The comparison of a stack that Terraform made: what its plan says, in the records of every other comparison.
final class PlanComparison {

    private final DriftDetector detector;
    private final States states;
    private final TerraformPlan plan;
    private final PlannedDrift told;
    private final Declaration safe;
    private final RuledDrifts ruled;
    private final List<Unchecked> unchecked = new ArrayList<>();
    private final List<Listed> inventory = new ArrayList<>();
    private final Map<String, Detection.Model> models = new LinkedHashMap<>();

    PlanComparison(DriftDetector detector, States states, TerraformPlan plan) {
        var id = states.id();
        var facts = detector.knowledge().facts();
        this.detector = detector;
        this.states = states;
        this.plan = plan;
        this.told =
                new PlannedDrift(plan, detector.knowledge().providers(), new Arns(id.account(), id.region()), facts);
        this.safe = new StackValues(id, states.deployed(), facts)
                .evaluate(states.safe().template(), states.safe().parameters(), Map.of());
        this.ruled = new RuledDrifts(detector, id);
    }

    /// What the plan does not tell.
    static List<String> gaps(TerraformPlan plan) {
        var gaps = new ArrayList<String>();
        if (!plan.looked()) {
            gaps.add("drift is not known: " + plan.file()
                    + " shows no difference between state and AWS, which a plan made with"
                    + " -refresh=false never does; make one with `terraform plan -refresh-only -out FILE`");
        } else if (!plan.wants()) {
            gaps.add("undeployed commits are not known: " + plan.file() + " is a refresh-only plan; one made with"
                    + " `terraform plan -refresh=false -out FILE` shows them");
        }
        plan.notes().forEach(note -> gaps.add("the plan " + plan.file() + " is incomplete: " + note));
        return gaps;
    }

    Detection detect() {
        plan.state().values().forEach(this::held);
        plan.drift().forEach(this::drifted);
        new UnmanagedResources(detector.knowledge().facts(), states.live()).drifts().forEach(ruled::keep);
        var secrets = PlanSecrets.of(plan, states.live().unmanaged(), detector.policy());
        var ids = new DriftIds(states.id(), detector.mask(), secrets);
        var protections = PlanProtections.of(detector.knowledge());
        var whole = unchecked.stream().filter(u -> u.path() == null).count();
        int gone = (int) ruled.drifts().stream()
                .filter(drift -> drift.status() == Drift.Status.DELETED
                        && !plan.state().containsKey(drift.logicalId()))
                .count();
        int resources = plan.state().size() + gone;
        return new Detection(
                new DriftReport(
                        ruled.drifts().stream()
                                .map(protections::marked)
                                .map(ids::named)
                                .toList(),
                        new Coverage(resources, resources - (int) whole, unchecked),
                        plan.wants() ? told.undeployed(detector.policy()) : List.of(),
                        List.of(),
                        ruled.ignored(),
                        inventory),
                models,
                secrets);
    }

    private void held(StateResource resource) {
        var at = resource.at();
        models.put(at.address(), new Detection.Model(resource.attributes(), resource.live()));
        notLookedAt(at).ifPresent(reason -> unchecked.add(new Unchecked(at.address(), at.type(), null, reason)));
    }

    private Optional<Reason> notLookedAt(ResourceAddress at) {
        if (LogicalProviders.has(at)) {
            return Optional.of(Reason.NO_READ_HANDLER);
        }
        return plan.looked() ? Optional.empty() : Optional.of(Reason.NOT_IN_LIVE);
    }

    private void drifted(PlannedResource resource) {
        var at = resource.at();
        var before = resource.before();
        if (before == null) {
            return; // nothing was there: an import, or a move
        }
        var physicalId = new StateResource(at, before).physicalId();
        var after = resource.after();
        if (after == null) {
            models.remove(at.address());
            ruled.keep(Drift.unnamed(
                    at.address(), physicalId, at.type(), Drift.Status.DELETED, List.of(), before, MapValue.EMPTY));
            return;
        }
        models.put(at.address(), new Detection.Model(before, new StateResource(at, after).live()));
        var found = told.of(resource, safe);
        var compared = new ComparedResource(at.address(), at.type(), physicalId, before, after);
        var changes = new ArrayList<>(found.changes());
        for (var noise : found.noise()) {
            if (!noise.isIgnored()) {
                inventory.add(compared.listed(noise.change(), noise.reason()));
            } else if (detector.ignore().ofFiles()) {
                ruled.ignore(compared.listed(noise.change(), noise.reason()));
            } else {
                changes.add(noise.change());
            }
        }
        if (!changes.isEmpty()) {
            ruled.keep(Drift.unnamed(
                    at.address(), physicalId, at.type(), Drift.Status.MODIFIED, changes, before, after));
        }
    }
}
