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
            new IamPolicyBroadened(),
            new TrustPolicyOpened(),
            new PublicResourcePolicy(),
            new RefusalDropped(),
            new KeyWeakened(),
            new FunctionExposed(),
            new WeakTransport(),
            new InstanceMetadataV1(),
            new AuthorizationDropped(),
            new PlainCredential(),
            new CapacityReduced(),
            new PrincipalAdmitted());

    private RuleCatalogue() {}

    /// Assesses by all of them.
    public static Assessor assessor() {
        return new Assessor(RULES);
    }
}
