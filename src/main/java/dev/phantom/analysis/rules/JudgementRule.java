package dev.phantom.analysis.rules;

import java.util.Optional;

/// A family of changes that are judged alike: it has no answer for a drift that is not of it.
@FunctionalInterface
interface JudgementRule {
    Optional<Judgement> judge(CaseFacts dossier);
}
