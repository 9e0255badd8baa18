package dev.phantom.severity;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps the answer to the last question: several rules ask the same of one drift, one after the other. Safe for use by
/// several threads.
public final class LastAnswer<Q, A> {

    private record Answered<Q, A>(Q question, A answer) {}

    private final Function<Q, A> answer;
    private final AtomicReference<@Nullable Answered<Q, A>> last = new AtomicReference<>();

    public LastAnswer(Function<Q, A> answer) {
        this.answer = answer;
    }

    public A to(Q question) {
        var known = last.get();
        if (known == null || !known.question().equals(question)) {
            known = new Answered<>(question, answer.apply(question));
            last.set(known);
        }
        return known.answer();
    }
}
