package dev.phantom.drift.plan;

import dev.phantom.drift.Change;
import dev.phantom.drift.Undeployed;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.knowledge.ProviderSchema;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.drift.plan.PlannedResource.Action;
import dev.phantom.iac.Declaration;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one plan says of what runs and of what waits for an apply.
public final class PlannedDrift {

    private final TerraformPlan plan;
    private final ProviderSchemas schemas;
    private final JsonTexts texts;
    private final Map<String, PlannedResource> drifted = new HashMap<>();
    private final Map<String, PlannedResource> planned = new HashMap<>();

    /// @param arns  account and region of the stack
    /// @param facts for the ways to name resources in a policy
    public PlannedDrift(TerraformPlan plan, ProviderSchemas schemas, Arns arns, FactBook facts) {
        this.plan = plan;
        this.schemas = schemas;
        this.texts = new JsonTexts(arns, facts);
        plan.drift().forEach(resource -> drifted.put(resource.at().address(), resource));
        plan.planned().forEach(resource -> planned.put(resource.at().address(), resource));
    }

    /// The differences of a resource that still exists.
    ///
    /// @param files what they declare, as far as they are known
    public AttributeDrift of(PlannedResource resource, Declaration files) {
        var at = resource.at();
        var want = planned.get(at.address());
        return new AttributeDrift.Judged(
                        resource,
                        schemas.of(at.type()),
                        plan.configured(at),
                        plan.defaultTags(),
                        plan.kind() == TerraformPlan.Kind.BOTH && want != null ? want.after() : null,
                        WrittenBlock.of(files, at.address(), resource.earlier()),
                        texts)
                .of();
    }

    /// What the configuration says otherwise than the state: commits that wait for their apply.
    ///
    /// @param policy what the team lets be shown
    public List<Undeployed> undeployed(ShowPolicy policy) {
        var found = new ArrayList<Undeployed>();
        for (var resource : plan.planned()) {
            var before = state(resource);
            switch (resource.action()) {
                case NONE, UPDATE, REPLACE -> changed(resource, before, policy, found);
                case CREATE -> {
                    if (before == null) {
                        found.add(whole(resource, "ADD", resource.later(), null));
                    } else {
                        changed(resource, before, policy, found);
                    }
                }
                case OTHER -> {}
                case DELETE, FORGET -> found.add(whole(resource, "REMOVE", null, before));
            }
        }
        return found;
    }

    /// As the last apply left it, whatever became of it since.
    private @Nullable MapValue state(PlannedResource resource) {
        var before = drifted.get(resource.at().address());
        return before == null ? resource.before() : before.before();
    }

    private static Undeployed whole(
            PlannedResource resource, String kind, @Nullable Value expected, @Nullable Value deployed) {
        return new Undeployed(resource.at().address(), resource.at().type(), null, kind, expected, deployed);
    }

    private void changed(
            PlannedResource resource, @Nullable MapValue state, ShowPolicy policy, List<Undeployed> found) {
        if (state == null || resource.after() == null || resource.action() == Action.NONE && !isDrifted(resource)) {
            return;
        }
        var schema = schemas.of(resource.at().type());
        var want = resource.later();
        var secrets = new SecretCollector(policy).model(state).model(want).secrets();
        AttributeWalk.between(state, want, schema, texts).stream()
                .filter(change -> isWanted(change, resource, schema))
                .map(change -> change.shown(secrets, state, want))
                .forEach(change -> found.add(new Undeployed(
                        resource.at().address(),
                        resource.at().type(),
                        change.path(),
                        change.kind(),
                        change.actualValue().orElse(null),
                        change.expectedValue().orElse(null))));
    }

    private boolean isDrifted(PlannedResource resource) {
        return drifted.containsKey(resource.at().address());
    }

    /// Not what the provider works out by itself, nor what the plan takes over as it runs.
    private boolean isWanted(Change change, PlannedResource resource, ProviderSchema schema) {
        var name = change.path().segments().getFirst();
        var want = change.actualValue().orElse(null);
        boolean open = want instanceof Value.Unknown;
        boolean given = plan.configured(resource.at()).sets(change.path());
        boolean asItRuns = isDrifted(resource)
                && Objects.equals(resource.later().get(name), resource.earlier().get(name));
        return !schema.isComputed(change.path()) && !(open && !given) && !name.equals("tags_all") && !asItRuns;
    }
}
