package dev.phantom.severity.rules;

import dev.phantom.severity.Assessor;
import dev.phantom.severity.SeverityRule;
import java.util.List;

/// Every severity rule, in order of their ids.
public final class RuleCatalogue {
    public static final List<SeverityRule> RULES = List.of(
            new OpenIngress(),
            new OpenNetworkAcl(),
            new BucketPublicAccess(),
            new EncryptionOff(),
            new EncryptionKeyDropped(),
            new DeletionProtectionOff(),
            new RecoveryWeakened(),
            new PubliclyReachable(),
            new LoggingOff(),
            PolicyRule.IDENTITY,
            PolicyRule.TRUST,
            PolicyRule.PUBLIC,
            PolicyRule.DENIAL,
            new KeyWeakened(),
            new FunctionExposed(),
            new WeakTransport(),
            new InstanceMetadataV1(),
            new AuthorizationDropped(),
            new PlainCredential(),
            new CapacityReduced(),
            PolicyRule.ADMITTED,
            PolicyRule.CONDITION,
            PolicyRule.DEPUTY);

    private RuleCatalogue() {}

    /// Assesses by all of them.
    public static Assessor assessor() {
        return new Assessor(RULES);
    }
}
