package dev.phantom.assembly;

import dev.phantom.assembly.LeastAccess.Holding;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which policy is asked for.
///
/// @param with     as `--with` names it
/// @param types    as `--types` names them; empty if it is not given
/// @param ofStacks the types of deployed stacks are meant
/// @param stacks   names of configured stacks, separated by commas; empty for all of them
/// @param account  as `--account` says; empty for those of the configuration
/// @param region   as `--region` says; empty for those of the configuration
public record PolicyRequest(
        List<String> with,
        List<String> types,
        boolean ofStacks,
        String stacks,
        String account,
        String region,
        String profile) {

    public PolicyRequest {
        with = List.copyOf(with);
        types = List.copyOf(types);
    }

    /// What the policies are for, for people.
    public String subject() {
        if (!types.isEmpty()) {
            return "the named types";
        }
        return ofStacks
                ? "the types of the " + (stacks.isEmpty() ? "configured" : "named") + " stacks"
                : "the 60 commonest types; --stacks prints the policy for your configured stacks, --types for named types";
    }

    /// @throws PhantomException USAGE, or AWS_* if a stack cannot be read
    public LeastAccess answer(Invocation invocation, Optional<PhantomConfig> config) {
        var role = config.map(c -> c.accounts().roleName()).orElse("");
        return LeastAccess.of(with, ofStacks ? deployed(invocation, config) : named(config), role);
    }

    private List<Holding> named(Optional<PhantomConfig> config) {
        var configured = config.stream().flatMap(c -> c.stacks().stream()).map(Stack::id);
        var places =
                account.isEmpty() && region.isEmpty() ? configured.toList() : List.of(new StackId(account, region, ""));
        return StackHoldings.of(types.isEmpty() ? LeastAccess.common() : LeastAccess.types(types), places);
    }

    private List<Holding> deployed(Invocation invocation, Optional<PhantomConfig> config) {
        var chosen = chosen(config);
        var accounts = config.map(PhantomConfig::accounts).orElse(new PhantomConfig.Accounts("", ""));
        try (var aws = AwsConnection.open(invocation, profile, accounts)) {
            return StackHoldings.deployed(aws.deployed(), ids(chosen, false), ids(chosen, true), aws::account);
        }
    }

    private static List<StackId> ids(List<Stack> stacks, boolean terraform) {
        return stacks.stream()
                .filter(stack -> terraform == (stack.planned() != null))
                .map(Stack::id)
                .toList();
    }

    private List<Stack> chosen(Optional<PhantomConfig> config) {
        var configured = config.map(PhantomConfig::stacks).orElse(List.of());
        if (configured.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.USAGE, "--stacks needs a configuration with stacks", "pass --config, or --types", ""));
        }
        if (stacks.isEmpty()) {
            return configured;
        }
        var names = Stream.of(stacks.split(",", -1)).map(String::strip).toList();
        for (var name : names) {
            if (configured.stream().noneMatch(stack -> stack.id().name().equals(name))) {
                throw new PhantomException(new Diagnostic(
                        Code.USAGE,
                        "no configured stack is named '" + name + "'",
                        "configured: "
                                + String.join(
                                        ", ",
                                        configured.stream()
                                                .map(stack -> stack.id().name())
                                                .toList()),
                        ""));
            }
        }
        return configured.stream()
                .filter(stack -> names.contains(stack.id().name()))
                .toList();
    }
}
