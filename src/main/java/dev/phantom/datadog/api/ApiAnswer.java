package dev.phantom.datadog.api;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import java.util.List;
import java.util.function.Function;

/// What Datadog said to one question: something, or no.
public sealed interface ApiAnswer<T> {

    /// @param partial why the value is not all there is; empty when it is
    record Got<T>(T value, List<Gap> partial) implements ApiAnswer<T> {
        public Got {
            partial = List.copyOf(partial);
        }

        public Got(T value) {
            this(value, List.of());
        }
    }

    /// @param line for people: status, the quoted reply, what to do; one line
    record Refused<T>(Why why, String line) implements ApiAnswer<T> {
        /// @param before what it stands behind, `alerts: `
        public Gap gap(String before) {
            return new Gap(before + line, why.cause());
        }

        <R> Refused<R> as() {
            return new Refused<>(why, line);
        }
    }

    /// Why there is no value.
    enum Why {
        /// 401: not these keys.
        UNAUTHORISED,
        /// 403: a permission is lacking, or the keys are wrong.
        FORBIDDEN,
        RATE_LIMITED,
        /// No answer, or none in time.
        AWAY,
        /// Any other no: Datadog understood and will say the same again.
        REJECTED,
        /// Not asked: the budget of calls, of the run or of one drift, is spent.
        BUDGET,
        /// A failure of Datadog's, or an answer that is not what it documents.
        FAILED;

        static Why of(Cause cause) {
            return switch (cause) {
                case AWAY -> AWAY;
                case RATE_LIMITED -> RATE_LIMITED;
                case DENIED -> FORBIDDEN;
                case BROKEN -> FAILED;
                case OTHER, NOT_CONFIGURED -> REJECTED;
            };
        }

        public Cause cause() {
            return switch (this) {
                case UNAUTHORISED, FORBIDDEN -> Cause.DENIED;
                case RATE_LIMITED -> Cause.RATE_LIMITED;
                case AWAY -> Cause.AWAY;
                case FAILED -> Cause.BROKEN;
                case REJECTED, BUDGET -> Cause.OTHER;
            };
        }
    }

    default <R> ApiAnswer<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Got<T>(var value, var partial) -> new Got<>(change.apply(value), partial);
            case Refused<T> refused -> refused.as();
        };
    }

    /// Whether the answer was 401 or 403.
    default boolean denied() {
        return this instanceof Refused<T>(var why, var _) && (why == Why.UNAUTHORISED || why == Why.FORBIDDEN);
    }
}
