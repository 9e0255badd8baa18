package dev.phantom.analysis;

import dev.phantom.severity.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What is said of a verdict beside the decision and its reasons.
///
/// @param notices     texts that tried to instruct the analyst and were kept from it
/// @param explanation what the analyst makes of the events; null where it does not say
/// @param others      what else was answered to the same case, in the order of asking
/// @param spent       what asking models took
/// @param proposalUsd what a refactor's values cost a month beside the template's; null where nothing is proposed or
///                    could be priced
public record Aside(
        List<Notice> notices,
        @Nullable Explanation explanation,
        List<Other> others,
        Spent spent,
        @Nullable BigDecimal proposalUsd) {

    public static final Aside NONE = new Aside(List.of(), null, List.of(), Spent.NOTHING, null);

    public Aside {
        notices = List.copyOf(notices);
        others = List.copyOf(others);
    }

    /// How the analyst reads what happened.
    ///
    /// @param endedBy what ended the trouble
    /// @param need    whether what the change was made for is still needed
    /// @param rival   the strongest other explanation; empty if there is none
    public record Explanation(EndedBy endedBy, Need need, String rival) {}

    public enum EndedBy {
        THE_CHANGE,
        A_ROLLBACK,
        A_DEPLOYMENT,
        LOAD_WENT_DOWN,
        SOMETHING_ELSE,
        NOT_OVER,
        NO_TROUBLE,
        UNKNOWN
    }

    public enum Need {
        REMAINS,
        GONE,
        NEVER,
        UNKNOWN
    }

    /// Another answer to the same case. It decides nothing by itself.
    ///
    /// @param analyst    `rules`, or the model as it calls itself
    /// @param edits      of a refactor
    /// @param reasoning  in its own words
    public record Other(
            String analyst,
            Recommendation recommendation,
            Severity severity,
            Confidence confidence,
            List<Verdict.Edit> edits,
            String reasoning) {
        public Other {
            edits = List.copyOf(edits);
        }

        public static Other of(Verdict verdict) {
            var o = verdict.opinion();
            var edits = verdict instanceof Verdict.Refactor r ? r.edits() : List.<Verdict.Edit>of();
            return new Other(o.analyst(), verdict.recommendation(), o.severity(), o.confidence(), edits, o.reasoning());
        }
    }

    /// What calls of models took.
    ///
    /// @param tokens input and output, those of the cache among them
    /// @param usd    null where the price of a model is not known
    /// @param millis from asking to the end of the answer, all calls together
    public record Spent(int calls, long tokens, @Nullable BigDecimal usd, long millis) {
        public static final Spent NOTHING = new Spent(0, 0, BigDecimal.ZERO, 0);

        /// All of them together; a call that was not answered costs its time alone.
        public static Spent on(List<ModelCall> calls) {
            long tokens = 0;
            long millis = 0;
            BigDecimal usd = BigDecimal.ZERO;
            for (var call : calls) {
                millis += Duration.between(call.startedAt(), call.endedAt()).toMillis();
                var reply = switch (call.result()) {
                    case ModelCall.Result.Answered a -> a.reply();
                    case ModelCall.Result.Unusable u -> u.reply();
                    case ModelCall.Result.Failed f -> null;
                };
                if (reply != null) {
                    tokens += reply.tokens().allInput() + reply.tokens().output();
                    usd = usd == null || reply.costUsd() == null ? null : usd.add(reply.costUsd());
                }
            }
            return new Spent(calls.size(), tokens, usd, millis);
        }
    }

    Aside mapText(UnaryOperator<String> words) {
        return new Aside(
                notices.stream()
                        .map(n -> new Notice(words.apply(n.where()), words.apply(n.text())))
                        .toList(),
                explanation == null
                        ? null
                        : new Explanation(explanation.endedBy(), explanation.need(), words.apply(explanation.rival())),
                others.stream()
                        .map(o -> new Other(
                                o.analyst(),
                                o.recommendation(),
                                o.severity(),
                                o.confidence(),
                                o.edits(),
                                words.apply(o.reasoning())))
                        .toList(),
                spent,
                proposalUsd);
    }

    public Aside noticing(List<Notice> these) {
        return new Aside(these, explanation, others, spent, proposalUsd);
    }

    public Aside explaining(@Nullable Explanation other) {
        return new Aside(notices, other, others, spent, proposalUsd);
    }

    public Aside beside(List<Other> these) {
        return new Aside(notices, explanation, these, spent, proposalUsd);
    }

    public Aside spending(Spent other) {
        return new Aside(notices, explanation, others, other, proposalUsd);
    }

    /// With the price of what a refactor proposes, by the candidates of its case.
    public Aside pricing(Verdict verdict, List<CaseFile.Candidate> candidates) {
        if (!(verdict instanceof Verdict.Refactor refactor)) {
            return this;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (var edit : refactor.edits()) {
            var price = candidates.stream()
                    .filter(c -> c.edit().equals(edit))
                    .findFirst()
                    .map(c -> c.cost().monthly())
                    .orElse(null);
            sum = sum == null || price == null ? null : sum.add(price);
        }
        return new Aside(notices, explanation, others, spent, sum);
    }
}
