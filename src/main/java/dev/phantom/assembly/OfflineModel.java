package dev.phantom.assembly;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptedAnalyst;
import dev.phantom.claude.ClaudeBatch;
import dev.phantom.config.PhantomConfig;
import dev.phantom.wire.Network;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A language model that is asked by files: what it would be sent is written, what it answered is read.
///
/// @param ids the name of a case's question in both files
public record OfflineModel(PhantomConfig config, Function<CaseFile, String> ids) {

    private static final String NAME = "claude";

    /// Gives no verdict.
    ///
    /// @param questions takes each question as a line of JSON, and the prompt in it
    public Analyst exporting(BiConsumer<String, Prompt> questions) {
        var batch = batch();
        return new PerCase(file -> asking(batch.exporting(ids.apply(file), questions)));
    }

    public Analyst answering(BatchAnswers answers) {
        var batch = batch();
        return new PerCase(file -> asking(batch.answering(answers.of(ids.apply(file)))));
    }

    private ClaudeBatch batch() {
        return new ClaudeBatch(new ModelSetup(config).settings("", "", Duration.ZERO, Network.standard()));
    }

    private Analyst asking(PromptedAnalyst.Model model) {
        var setup = new ModelSetup(config);
        return new PromptedAnalyst(NAME, model, setup.disclosure(), setup.privacy());
    }

    private record PerCase(Function<CaseFile, Analyst> of) implements Analyst {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Verdict judge(CaseFile file, ModelCalls calls) {
            return of.apply(file).judge(file, calls);
        }
    }
}
