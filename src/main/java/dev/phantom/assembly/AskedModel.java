package dev.phantom.assembly;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Privacy;
import dev.phantom.analysis.prompt.Prompt;
import dev.phantom.analysis.prompt.PromptRenderer;
import dev.phantom.claude.ClaudeAnalyst;
import dev.phantom.claude.ClaudeSettings;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.Network;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A language model as the configuration wants it asked; without one, by the defaults.
public record AskedModel(Optional<PhantomConfig> config, String baseUrl) {

    /// @param notes takes what the configuration should say otherwise
    public static AskedModel of(Invocation invocation, Consumer<String> notes) {
        return new AskedModel(FoundConfig.read(invocation, "", notes), invocation.env("ANTHROPIC_BASE_URL"));
    }

    /// What would be sent.
    public Prompt prompt(CaseFile file) {
        return new PromptRenderer(privacy()).render(disclosure().shown(file));
    }

    /// Asked by name, so nobody else judges in its place.
    ///
    /// @param rules whose answer decides whether a second model is asked
    public Analyst claude(String key, Analyst rules) {
        var claude = new ClaudeAnalyst(settings(key), disclosure(), privacy()).confirmedBeside(rules);
        return new Analyst() {
            @Override
            public String name() {
                return claude.name();
            }

            @Override
            public Verdict judge(CaseFile file, ModelCalls calls) {
                try {
                    return claude.judge(file, calls);
                } catch (PhantomException e) {
                    throw unanswered(e);
                }
            }
        };
    }

    private static PhantomException unanswered(PhantomException e) {
        var cause = e.diagnostic();
        var detail = cause.detail().isEmpty() ? "" : cause.detail() + "; ";
        return cause.code() == Code.ANALYST_UNAVAILABLE
                ? new PhantomException(
                        new Diagnostic(
                                cause.code(),
                                cause.summary(),
                                detail + "--analyst rules works without it",
                                cause.address(),
                                cause.cause()),
                        e)
                : e;
    }

    private ClaudeSettings settings(String key) {
        var standard = ClaudeSettings.of(key, baseUrl);
        return config.map(c -> new ModelSetup(c)
                        .settings(
                                key,
                                baseUrl,
                                standard.patience(),
                                new Network(c.limits(), InstantSource.system(), note -> {})))
                .orElse(standard);
    }

    private Disclosure disclosure() {
        return config.map(c -> new ModelSetup(c).disclosure()).orElse(Disclosure.DEFAULT);
    }

    private UnaryOperator<String> privacy() {
        return config.map(c -> new ModelSetup(c).privacy()).orElse(Privacy.MASKED);
    }
}
