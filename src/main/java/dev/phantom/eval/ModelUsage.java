package dev.phantom.eval;

import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.ModelCall.Result;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the calls of language models took.
///
/// @param costUsd  by the price table
/// @param unpriced calls that were answered and whose price is not known
/// @param median   of a call, repeats after a busy answer included; null where no call was timed
/// @param p95      the same
public record ModelUsage(
        int calls,
        ModelCall.Tokens tokens,
        BigDecimal costUsd,
        int unpriced,
        @Nullable Duration median,
        @Nullable Duration p95) {

    static ModelUsage of(List<ModelCall> calls) {
        var replies = calls.stream().flatMap(ModelUsage::reply).toList();
        var costs = replies.stream()
                .map(ModelCall.Reply::costUsd)
                .filter(Objects::nonNull)
                .toList();
        var lasted = calls.stream()
                .map(c -> Duration.between(c.startedAt(), c.endedAt()))
                .filter(Duration::isPositive)
                .sorted()
                .toList();
        return new ModelUsage(
                calls.size(),
                replies.stream()
                        .map(ModelCall.Reply::tokens)
                        .reduce(new ModelCall.Tokens(0, 0, 0, 0), ModelUsage::plus),
                costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                replies.size() - costs.size(),
                at(lasted, 0.5).orElse(null),
                at(lasted, 0.95).orElse(null));
    }

    private static Stream<ModelCall.Reply> reply(ModelCall call) {
        return switch (call.result()) {
            case Result.Answered answered -> Stream.of(answered.reply());
            case Result.Unusable unusable -> Stream.of(unusable.reply());
            case Result.Failed failed -> Stream.empty();
        };
    }

    private static ModelCall.Tokens plus(ModelCall.Tokens a, ModelCall.Tokens b) {
        return new ModelCall.Tokens(
                a.input() + b.input(),
                a.output() + b.output(),
                a.cacheRead() + b.cacheRead(),
                a.cacheCreation() + b.cacheCreation());
    }

    /// The nearest rank.
    private static Optional<Duration> at(List<Duration> sorted, double share) {
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }
}
