package dev.phantom.severity.policy;

import dev.phantom.severity.Severity;

/// What to say of a Deny that no longer denies all that it did.
final class LostDenials {
    private LostDenials() {}

    /// An identity that is allowed none of it loses a guard against other policies alone; the principals of an account
    /// need
    /// no word of a resource's policy.
    static Severity level(PolicyStatement deny, PolicyChange change) {
        boolean used = change.kind() != PolicyPlace.Kind.IDENTITY
                || change.live().giving(deny.actions()).findAny().isPresent();
        return used ? Severity.MEDIUM : Severity.LOW;
    }

    static String title(PolicyStatement deny, PolicyAccess live) {
        var still = live.denials().stream().anyMatch(d -> d.actions().meets(deny.actions()));
        return still ? "a Deny statement denies less" : "a Deny statement is gone";
    }
}
