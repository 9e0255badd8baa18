package dev.phantom.severity.policy;

/// What to say of a Deny that no longer denies all that it did.
final class LostDenials {
    private LostDenials() {}

    static String title(PolicyStatement deny, Access live) {
        var still = live.denials().stream().anyMatch(d -> d.actions().meets(deny.actions()));
        return still ? "a Deny statement denies less" : "a Deny statement is gone";
    }
}
