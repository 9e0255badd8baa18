package dev.phantom.analysis;

import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an analyst decided for one drift.
public sealed interface Verdict {

    Opinion opinion();

    /// The change was right: bring it into the repository.
    record Legitimize(Opinion opinion) implements Verdict {}

    /// Restore the safe state.
    record Revert(Opinion opinion) implements Verdict {}

    /// Right idea, badly done: these values instead, each from the candidates that code computed.
    record Refactor(Opinion opinion, List<Edit> edits) implements Verdict {
        public Refactor {
            edits = List.copyOf(edits);
        }
    }

    /// A person must decide.
    record NeedsHuman(Opinion opinion) implements Verdict {}

    record Edit(PropertyPath path, Value value) {}

    /// What every verdict says.
    ///
    /// @param reasoning  in words, citing exhibits
    /// @param evidence   ids of exhibits for it
    /// @param against    ids of exhibits against it
    /// @param severity   at least the floor
    /// @param reviewAt   when a person should look again; null if never
    /// @param analyst    `rules`, `recorded`, or the model as it calls itself
    /// @param caseDigest hash of the case file that was judged
    /// @param gaps       what was not known; they capped the confidence
    /// @param aside      what else is said of it
    record Opinion(
            Confidence confidence,
            String reasoning,
            List<String> evidence,
            List<String> against,
            Severity severity,
            @Nullable Instant reviewAt,
            String analyst,
            String caseDigest,
            List<String> gaps,
            Aside aside) {
        public Opinion {
            evidence = List.copyOf(evidence);
            against = List.copyOf(against);
            gaps = List.copyOf(gaps);
        }

        /// The same, with one more thing that was not known.
        public Opinion lacking(String gap) {
            var more = Stream.concat(gaps.stream(), Stream.of(gap)).toList();
            return new Opinion(
                    confidence, reasoning, evidence, against, severity, reviewAt, analyst, caseDigest, more, aside);
        }

        /// The same, with this said of it.
        public Opinion saying(Aside other) {
            return new Opinion(
                    confidence, reasoning, evidence, against, severity, reviewAt, analyst, caseDigest, gaps, other);
        }

        /// As sure as that.
        public Opinion sure(Confidence other) {
            return new Opinion(
                    other, reasoning, evidence, against, severity, reviewAt, analyst, caseDigest, gaps, aside);
        }

        /// The same, by this analyst.
        public Opinion by(String name) {
            return new Opinion(
                    confidence, reasoning, evidence, against, severity, reviewAt, name, caseDigest, gaps, aside);
        }

        /// The same in other words.
        public Opinion mapText(UnaryOperator<String> words) {
            return new Opinion(
                    confidence,
                    words.apply(reasoning),
                    evidence,
                    against,
                    severity,
                    reviewAt,
                    analyst,
                    caseDigest,
                    gaps.stream().map(words).toList(),
                    aside.mapText(words));
        }
    }

    /// The same decision with another opinion.
    default Verdict with(Opinion opinion) {
        return switch (this) {
            case Legitimize v -> new Legitimize(opinion);
            case Revert v -> new Revert(opinion);
            case Refactor v -> new Refactor(opinion, v.edits());
            case NeedsHuman v -> new NeedsHuman(opinion);
        };
    }

    default Recommendation recommendation() {
        return switch (this) {
            case Legitimize v -> Recommendation.LEGITIMIZE;
            case Revert v -> Recommendation.REVERT;
            case Refactor v -> Recommendation.REFACTOR;
            case NeedsHuman v -> Recommendation.NEEDS_HUMAN;
        };
    }
}
