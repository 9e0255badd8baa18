package dev.phantom.severity.rules;

/// Encryption switched off, whatever the type calls the switch.
final class EncryptionOff implements FlipRule {
    private static final Card CARD = new Card(
            "PH-SEV-004",
            "encryption is off",
            "Data at rest or in transit can be read by anyone with access to the storage or network. Most types need a "
                    + "replacement to encrypt again, so it is cheaper to notice early.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3");

    @Override
    public Card card() {
        return CARD;
    }
}
