package dev.phantom.drift.plan;

import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value.Scalar;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What runs and what was deployed, as a plan tells it: live is what the provider read, deployed is the state.
public final class PlanStates {

    private static final int ARN_PARTS = 6;

    private PlanStates() {}

    /// Account and region, where the ARNs of all resources agree on them; else empty.
    ///
    /// @param known what is known already; it wins
    public static StackId identity(TerraformPlan plan, StackId known) {
        Set<String> accounts = new HashSet<>();
        Set<String> regions = new HashSet<>();
        for (var resource : plan.state().values()) {
            var parts = resource.attributes().get("arn") instanceof Scalar arn
                    ? arn.text().split(":", ARN_PARTS)
                    : new String[0];
            if (parts.length == ARN_PARTS) {
                regions.add(parts[3]);
                accounts.add(parts[4]);
            }
        }
        return new StackId(one(known.account(), accounts), one(known.region(), regions), known.name());
    }

    private static String one(String known, Set<String> said) {
        said.remove("");
        return !known.isEmpty() || said.size() != 1 ? known : said.iterator().next();
    }

    /// Where no file of the module is known: nothing but the plan.
    public static SafeState safe(TerraformPlan plan) {
        return new SafeState(SafeState.Source.FILE, "", "", plan.file(), PlanDefinition.of(plan), Map.of(), List.of());
    }

    public static DeployedState deployed(TerraformPlan plan, StackId id) {
        Map<String, StackResource> resources = new LinkedHashMap<>();
        plan.state()
                .forEach((address, held) -> resources.put(
                        address,
                        new StackResource(address, held.physicalId(), held.at().type(), "")));
        return new DeployedState(id, "", "", null, null, List.of(), Map.of(), resources, Map.of(), null);
    }

    public static LiveState live(TerraformPlan plan, StackId id) {
        List<LiveResource> resources = plan.looked()
                ? plan.state().values().stream().map(StateResource::live).toList()
                : List.of();
        return new LiveState(id, "", LiveState.Source.FILE, plan.madeAt(), resources, List.of());
    }
}
