package dev.phantom.analysis;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import java.util.List;

/// Asks one analyst and, where it gives no verdict, another; the verdict then says so.
public final class FallbackAnalyst implements Analyst {
    private final Analyst first;
    private final Analyst second;

    public FallbackAnalyst(Analyst first, Analyst second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        return answer(file, calls).verdict();
    }

    @Override
    public Answer answer(CaseFile file, ModelCalls calls) {
        try {
            return first.answer(file, calls);
        } catch (PhantomException e) {
            if (e.diagnostic().code() != Code.ANALYST_UNAVAILABLE) {
                throw e;
            }
            var verdict = second.judge(file, calls);
            var why = e.diagnostic();
            return new Answer(
                    verdict.with(
                            verdict.opinion().lacking("%s gave no verdict: %s".formatted(first.name(), why.summary()))),
                    why.cause().passes() ? List.of(first.name()) : List.of());
        }
    }
}
