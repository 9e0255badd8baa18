package dev.phantom.analysis.rules;

import java.util.Optional;

/// How long something waits, and how often it tries.
final class TimeoutFamily implements JudgementRule {
    @Override
    public Optional<Judgement> judge(CaseFacts d) {
        return Optional.empty();
    }
}
