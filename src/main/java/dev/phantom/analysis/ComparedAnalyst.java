package dev.phantom.analysis;

import dev.phantom.fault.PhantomException;
import java.util.List;

/// Lets an analyst be tried out beside the one that acts: the verdict is the acting one's, whatever the other says, and
/// the report shows both.
public final class ComparedAnalyst implements Analyst {

    private final Analyst acting;
    private final Analyst tried;

    public ComparedAnalyst(Analyst acting, Analyst tried) {
        this.acting = acting;
        this.tried = tried;
    }

    @Override
    public String name() {
        return acting.name();
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        var verdict = acting.judge(file, calls);
        var opinion = verdict.opinion();
        try {
            var other = Aside.Other.of(tried.judge(file, calls));
            return verdict.with(opinion.saying(opinion.aside().beside(List.of(other))));
        } catch (PhantomException e) {
            return NoVerdict.of(tried.name(), e)
                    .instead(verdict, tried.name() + " gave no verdict to compare with")
                    .verdict();
        }
    }
}
