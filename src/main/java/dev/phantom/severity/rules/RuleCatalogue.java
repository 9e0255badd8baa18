package dev.phantom.severity.rules;

import dev.phantom.severity.Assessor;
import dev.phantom.severity.SeverityRule;
import java.util.List;
import java.util.stream.Collectors;

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

    /// `docs/rules.md`.
    public static String rulesMarkdown() {
        var sections = RULES.stream()
                .map(SeverityRule::card)
                .map(c -> "## %s %s\n\n%s\n\nReference: <%s>\n".formatted(c.id(), c.title(), c.why(), c.reference()))
                .collect(Collectors.joining("\n"));
        return """
                # Severity rules

                A rule fires only on what live newly shows against the
                safe state: a change back to safety is never a finding. The floor of a drift's severity is its highest finding,
                and at least the base of its kind: a deleted resource is high; a declared property in production is medium
                (an unknown environment counts as production), a protection is medium anywhere; the rest is low.

                """ + sections;
    }
}
