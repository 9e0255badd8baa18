package dev.phantom.claude;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.ConfirmedAnalyst;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.PromptedAnalyst;
import java.util.function.UnaryOperator;

/// Judges with Claude: one call of the default model for a case, repeated once only if the answer fails validation.
public final class ClaudeAnalyst implements Analyst {
    private static final String NAME = "claude";

    private final PromptedAnalyst analyst;
    private final PromptedAnalyst critical;

    /// @param privacy  how people and accounts are written: see [dev.phantom.analysis.prompt.Privacy]
    public ClaudeAnalyst(ClaudeSettings settings, Disclosure disclosure, UnaryOperator<String> privacy) {
        var model = new ClaudeModel(settings);
        this.analyst = new PromptedAnalyst(NAME, model, disclosure, privacy);
        this.critical = new PromptedAnalyst(NAME, model.critical(), disclosure, privacy);
    }

    /// The same, with the critical model asked a second time where more hangs on it.
    public Analyst confirmedBeside(Analyst rules) {
        return new ConfirmedAnalyst(analyst, critical, rules);
    }

    @Override
    public String name() {
        return analyst.name();
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        return analyst.judge(file, calls);
    }
}
