package dev.phantom.analysis.rules;

import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.drift.Change;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is kept is kept for a shorter time than the repository says. What is deleted does not come back, so it goes
/// back unless somebody who answers for it decided so; what was decided is [RecordedFamily]'s.
final class LossFamily implements JudgementRule {
    private static final Pattern KEPT = Pattern.compile(
            ".*/(ExpirationInDays|NoncurrentDays|NoncurrentVersionExpirationInDays|RetentionInDays|RetentionPeriod(Hours)?"
                    + "|MessageRetentionPeriod|BackupRetentionPeriod|SnapshotRetentionLimit|DeleteAfterDays)");

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return d.file().drift().changes().stream().allMatch(LossFamily::shorter)
                ? Optional.of(Ground.of(
                                d,
                                Recommendation.REVERT,
                                Level.MEDIUM,
                                "It is kept for a shorter time than the repository says, and what is deleted does not come back; nobody"
                                        + " who answers for it decided so",
                                List.of(),
                                "with such a decision")
                        .observed())
                : Optional.empty();
    }

    static boolean shorter(Change change) {
        return KEPT.matcher(change.path().toString()).matches()
                && Amount.of(change).filter(a -> a.live() < a.safe()).isPresent();
    }
}
