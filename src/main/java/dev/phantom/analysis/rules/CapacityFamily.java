package dev.phantom.analysis.rules;

import java.util.Optional;

/// How much there is of something: classes, counts, memory, provisioned units, storage.
final class CapacityFamily implements JudgementRule {
    private final JudgementRule up = new ScaledUp();
    private final JudgementRule down = new ScaledDown();

    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return up.judge(d).or(() -> down.judge(d));
    }
}
