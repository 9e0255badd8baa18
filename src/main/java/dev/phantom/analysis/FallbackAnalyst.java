package dev.phantom.analysis;

import dev.phantom.fault.PhantomException;

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
            return NoVerdict.of(first.name(), e).instead(second.judge(file, calls), first.name() + " gave no verdict");
        }
    }
}
