package dev.phantom.analysis;

import java.util.List;

/// Judges one case. One bounded call, no tools, no side effects.
public interface Analyst {

    /// `rules`, `recorded`, or that of a model's maker
    String name();

    /// @param calls is told of each call of a language model that the judgement takes
    /// @throws dev.phantom.fault.PhantomException ANALYST_UNAVAILABLE; the pipeline then asks the rules
    Verdict judge(CaseFile file, ModelCalls calls);

    /// A verdict, and whose answer it had to do without.
    ///
    /// @param unanswered names of analysts that gave no answer now and may give one later
    record Answer(Verdict verdict, List<String> unanswered) {
        public Answer {
            unanswered = List.copyOf(unanswered);
        }
    }

    /// Judges, and says who did not answer.
    default Answer answer(CaseFile file, ModelCalls calls) {
        return new Answer(judge(file, calls), List.of());
    }

    /// With nobody to tell of calls.
    default Verdict judge(CaseFile file) {
        return judge(file, ModelCalls.NONE);
    }
}
