package dev.phantom.aws.doctor;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What whoever starts Phantom needs to enter the accounts of its stacks: `sts:AssumeRole` on the named roles, and
/// nothing
/// else. It is the only action that yields credentials in anything printed.
public final class CallerPolicy {

    private CallerPolicy() {}

    /// @param roleName `accounts.roleName`; empty if no account is entered
    public static Optional<ManagedPolicy> of(String roleName, List<PolicyScope> places) {
        var roles = new TreeSet<String>();
        for (var place : places) {
            if (!place.account().isEmpty()) {
                roles.add("arn:" + place.partition() + ":iam::" + place.account() + ":role/" + roleName);
            }
        }
        if (roleName.isEmpty() || roles.isEmpty()) {
            return Optional.empty();
        }
        var document = ManagedPolicy.empty();
        document.withArrayProperty("Statement")
                .add(ManagedPolicy.statement("PhantomEntersAccounts", "Allow", List.of("sts:AssumeRole"), roles));
        return Optional.of(ManagedPolicy.of("phantom-caller", document));
    }
}
