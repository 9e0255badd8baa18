package dev.phantom.run.walk;

import dev.phantom.drift.plan.StateResource;
import dev.phantom.drift.plan.TerraformPlan;
import dev.phantom.drift.terraform.HeldResource;
import dev.phantom.drift.terraform.StateHoldings;
import dev.phantom.drift.terraform.TerraformTypes;
import dev.phantom.stack.Holdings;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The states of Terraform that a run has read: what they hold is managed, whichever stack a scan finds it beside.
///
/// @param read   the plans of root modules, by stack
/// @param unread configured root modules whose state this run has not read
public record TerraformStates(Map<Stack, TerraformPlan> read, List<Stack> unread) {

    /// Of a configuration that has no root module.
    public static final TerraformStates NONE = new TerraformStates(Map.of(), List.of());

    public TerraformStates {
        read = Map.copyOf(read);
        unread = List.copyOf(unread);
    }

    /// @param members    all that the run has read
    /// @param configured every stack of the configuration
    public static TerraformStates of(Stream<NestedStacks.Member> members, List<Stack> configured) {
        var read = new HashMap<Stack, TerraformPlan>();
        members.forEach(member -> {
            if (member.plan() instanceof TerraformPlan plan) {
                read.put(member.stack(), plan);
            }
        });
        var unread = configured.stream()
                .filter(stack -> stack.planned() != null)
                .filter(stack -> read.keySet().stream().noneMatch(known -> known.id().equals(stack.id())))
                .toList();
        return new TerraformStates(read, unread);
    }

    /// What one of them holds.
    static Holdings of(TerraformPlan plan, TerraformTypes types) {
        return new StateHoldings(
                types, plan.state().values().stream().map(TerraformStates::held).toList());
    }

    /// What all of them may hold in the account and the region of a stack.
    Holdings around(StackId stack, TerraformTypes types) {
        var held = read.entrySet().stream()
                .filter(each -> sameAccount(each.getKey().id(), stack))
                .flatMap(each -> each.getValue().state().values().stream())
                .map(TerraformStates::held)
                .filter(each -> each.mayRunIn(stack.account(), stack.region()))
                .toList();
        var lacking = unread.stream()
                .map(Stack::id)
                .filter(each -> sameAccount(each, stack))
                .map(StackId::name)
                .sorted()
                .toList();
        var known = held.isEmpty() ? Holdings.NONE : new StateHoldings(types, held);
        return lacking.isEmpty() ? known : new Lacking(known, lacking);
    }

    private static boolean sameAccount(StackId one, StackId other) {
        return one.account().isEmpty()
                || other.account().isEmpty()
                || one.account().equals(other.account());
    }

    private static HeldResource held(StateResource resource) {
        return new HeldResource(resource.at().type(), resource.attributes());
    }

    /// Where a state was not read, whatever no other one holds may be held by it.
    private record Lacking(Holdings known, List<String> stacks) implements Holdings {

        @Override
        public Set<String> types() {
            return known.types();
        }

        @Override
        public Answer holds(String type, Map<String, String> identifier) {
            var answer = known.holds(type, identifier);
            return answer == Answer.NO ? Answer.UNKNOWN : answer;
        }

        @Override
        public String doubt() {
            return "the Terraform state of " + String.join(", ", stacks)
                    + " was not read in this run and may hold it; run these stacks together";
        }
    }
}
