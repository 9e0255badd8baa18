package dev.phantom.analysis;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.List;

/// That an analyst was asked in vain.
///
/// @param name that a provisional verdict waits for
record NoVerdict(String name, Diagnostic why) {

    /// @throws PhantomException if it is a failure of another kind
    static NoVerdict of(String name, PhantomException e) {
        if (e.diagnostic().code() != Code.ANALYST_UNAVAILABLE) {
            throw e;
        }
        return new NoVerdict(name, e.diagnostic());
    }

    /// What is decided without it, with the reason as a gap; whether it may still answer is said too.
    Analyst.Answer instead(Verdict verdict, String gap) {
        return new Analyst.Answer(
                verdict.with(verdict.opinion().lacking(gap + ": " + why.summary())),
                why.cause().passes() ? List.of(name) : List.of());
    }
}
