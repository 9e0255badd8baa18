package dev.phantom.analysis.rules;

import java.util.Optional;

/// One way to judge a case. The first rule that has an answer gives it.
@FunctionalInterface
interface JudgementRule {
    Optional<Judgement> judge(CaseFacts dossier);
}
