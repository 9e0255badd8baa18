package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.subject.Subject;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import java.util.List;
import java.util.stream.Stream;

/// Backups, versions and point-in-time recovery cut back.
final class RecoveryWeakened implements FlipRule {
    private static final Card CARD = new Card(
            "PH-SEV-007",
            "backup or recovery is weakened",
            "Backups, versions and point-in-time recovery are the last resort after a mistake or an attack. None at all is "
                    + "high, fewer is medium.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> findings(Subject subject) {
        var drift = subject.drift();
        var retention =
                Lowered.of(drift, "BackupRetentionPeriod|SnapshotRetentionLimit|AutomatedSnapshotRetentionPeriod")
                        .stream()
                        .map(l -> new Finding(
                                CARD.id(),
                                l.isNone() ? HIGH : MEDIUM,
                                l.path(),
                                "%s lowered from %s to %s days".formatted(l.name(), l.safe(), l.live()),
                                true,
                                CARD.reference()));
        var kept = subject.facts().all(Protection.class).stream()
                .filter(p -> p.loss().stream().anyMatch(loss -> loss.rule().equals(CARD.id())))
                .toList();
        var lost = Flip.of(drift).stream()
                .filter(flip -> !flip.on())
                .flatMap(flip -> kept.stream().filter(p -> isOf(p, flip)).flatMap(p -> finding(p, flip)));
        return Stream.of(retention, lost, FlipRule.super.findings(subject).stream())
                .flatMap(s -> s)
                .distinct()
                .toList();
    }

    private static Stream<Finding> finding(Protection protection, Flip flip) {
        return protection.loss().stream()
                .map(loss -> new Finding(
                        CARD.id(), Severity.of(loss.level()), flip.path(), loss.title(), true, CARD.reference()));
    }

    private static boolean isOf(Protection protection, Flip flip) {
        return protection.path().overlaps(flip.path())
                && (protection.path().last().equals(flip.name())
                        || flip.path().last().equals(flip.name())
                                && protection.path().startsWith(flip.path()));
    }
}
