package dev.phantom.severity.rules;

import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Risk;
import dev.phantom.severity.RiskRule;
import dev.phantom.value.PropertyView;
import java.util.List;

/// The customer's own encryption, or its key, is gone: what remains is AWS's default, without the key's policy and
/// trail.
final class EncryptionKeyDropped implements RiskRule {
    private static final Card CARD = new Card(
            "PH-SEV-005",
            "the customer managed encryption key is gone",
            "AWS's default key protects the storage only: access can no longer be denied, audited or revoked by key.",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Risk> risks(Subject subject, PropertyView model) {
        return LostProtections.risks(CARD.id(), subject.facts(), model);
    }
}
