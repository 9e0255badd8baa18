package dev.phantom.claude;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptedAnalyst;
import java.util.function.UnaryOperator;

/// Judges with Claude: one call for a case, a second one only if the first answer fails validation.
public final class ClaudeAnalyst implements Analyst {
    private final PromptedAnalyst analyst;

    /// @param privacy  how people and accounts are written: see [dev.phantom.analysis.prompt.Privacy]
    public ClaudeAnalyst(ClaudeSettings settings, Disclosure disclosure, UnaryOperator<String> privacy) {
        this.analyst = new PromptedAnalyst("claude", new ClaudeModel(settings), disclosure, privacy);
    }

    @Override
    public String name() {
        return analyst.name();
    }

    /// What would be sent for this case.
    public Prompt prompt(CaseFile file) {
        return analyst.prompt(file);
    }

    @Override
    public Verdict judge(CaseFile file, ModelCalls calls) {
        return analyst.judge(file, calls);
    }
}
