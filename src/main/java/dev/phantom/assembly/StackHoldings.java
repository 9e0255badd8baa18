package dev.phantom.assembly;

import dev.phantom.assembly.LeastAccess.Holding;
import dev.phantom.stack.DeployedStateSource;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Where stacks are and which resource types they and their nested stacks hold, account by account.
final class StackHoldings {

    private static final class Account {
        private final TreeSet<String> regions = new TreeSet<>();
        private final TreeSet<String> types = new TreeSet<>();
    }

    private StackHoldings() {}

    /// As CloudFormation says what is deployed.
    ///
    /// @param modules root modules: Terraform reads them, so of one only the place counts
    /// @param caller  the account that an empty account means, by region
    /// @throws dev.phantom.fault.PhantomException AWS_* if one cannot be read
    static List<Holding> deployed(
            DeployedStateSource source,
            Collection<StackId> stacks,
            Collection<StackId> modules,
            UnaryOperator<String> caller) {
        Map<String, Account> accounts = new TreeMap<>();
        modules.forEach(id -> at(id, accounts, caller));
        var seen = new HashSet<StackId>();
        var waiting = new ArrayDeque<>(stacks);
        while (!waiting.isEmpty()) {
            var id = waiting.pop();
            if (seen.add(id)) {
                var account = at(id, accounts, caller);
                for (var resource : source.read(id).resources().values()) {
                    account.types.add(resource.type());
                    resource.nested().ifPresent(waiting::add);
                }
            }
        }
        return holdings(accounts);
    }

    private static Account at(StackId id, Map<String, Account> accounts, UnaryOperator<String> caller) {
        var number = id.account().isEmpty() ? caller.apply(id.region()) : id.account();
        var account = accounts.computeIfAbsent(number, n -> new Account());
        account.regions.add(id.region());
        return account;
    }

    /// The same types everywhere.
    ///
    /// @param stacks none for one place that is not known
    static List<Holding> of(List<String> types, Collection<StackId> stacks) {
        Map<String, Account> accounts = new TreeMap<>();
        stacks.forEach(id -> accounts.computeIfAbsent(id.account(), n -> new Account())
                .regions
                .add(id.region()));
        if (accounts.isEmpty()) {
            accounts.put("", new Account());
        }
        accounts.values().forEach(account -> account.types.addAll(types));
        return holdings(accounts);
    }

    private static List<Holding> holdings(Map<String, Account> accounts) {
        var holdings = new ArrayList<Holding>();
        accounts.forEach((number, account) -> holdings.add(new Holding(
                number,
                List.copyOf(account.regions),
                account.types.stream()
                        .filter(t -> !t.equals(StackResource.NESTED))
                        .toList())));
        return holdings;
    }
}
