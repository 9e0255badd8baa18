package dev.phantom.severity.rules;

/// What keeps a resource from being deleted by accident, switched off.
final class DeletionProtectionOff implements FlipRule {
    private static final Card CARD = new Card(
            "PH-SEV-006",
            "protection against deletion is off",
            "One wrong call, or a wrong replacement in a deployment, now destroys the resource and its data.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-8");

    @Override
    public Card card() {
        return CARD;
    }
}
