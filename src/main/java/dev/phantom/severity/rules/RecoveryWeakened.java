package dev.phantom.severity.rules;

import static dev.phantom.severity.Severity.HIGH;
import static dev.phantom.severity.Severity.MEDIUM;

import dev.phantom.drift.Drift;
import dev.phantom.severity.Finding;
import dev.phantom.severity.SeverityRule;
import java.util.List;
import java.util.stream.Stream;

/// Backups, versions and point-in-time recovery cut back.
final class RecoveryWeakened implements SeverityRule {
    private static final Card CARD = new Card(
            "PH-SEV-007",
            "the way back to lost data is shorter",
            "Backups, versions and point-in-time recovery are what is left after a mistake or an attack. None at all is "
                    + "high, fewer is medium.",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11");

    private static final FlipRule SWITCHES = new FlipRule() {
        @Override
        public Card card() {
            return CARD;
        }

        @Override
        public List<Switch> switches() {
            return List.of(
                    Switch.turnedOff("PointInTimeRecoveryEnabled", MEDIUM, "%s is off"),
                    Switch.turnedOff("(?i).*backup.*enabled|BackupPolicy", MEDIUM, "%s is off"));
        }
    };

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public List<Finding> assess(Drift drift, String environment) {
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
        var versions = Flip.of(drift).stream()
                .filter(f -> !f.on() && versioning(drift, f))
                .map(f -> new Finding(
                        CARD.id(), MEDIUM, f.path(), "the bucket keeps no versions", true, CARD.reference()));
        return Stream.of(retention, versions, SWITCHES.assess(drift, environment).stream())
                .flatMap(s -> s)
                .distinct()
                .toList();
    }

    private static boolean versioning(Drift drift, Flip flip) {
        return drift.type().equals("AWS::S3::Bucket")
                        && flip.name().equals("Status")
                        && flip.path().segments().getFirst().equals("VersioningConfiguration")
                || flip.name().equals("VersioningConfiguration");
    }
}
