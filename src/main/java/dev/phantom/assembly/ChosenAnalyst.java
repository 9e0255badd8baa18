package dev.phantom.assembly;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.ComparedAnalyst;
import dev.phantom.analysis.FallbackAnalyst;
import dev.phantom.analysis.MeasuredAnalyst;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.claude.ClaudeAnalyst;
import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.wire.Network;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who judges, by configuration or command line.
record ChosenAnalyst(PhantomConfig config, Invocation invocation, Network network, Knowledge knowledge) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// @param asked overrides the configuration's kind; null = as configured
    /// @throws PhantomException USAGE for a kind that there is not
    Analyst of(@Nullable String asked) {
        var rules = new RulesAnalyst(knowledge);
        var kind = asked == null ? PhantomConfig.text(config.analyst().kind()) : asked;
        var analyst = switch (kind) {
            case "claude" -> new FallbackAnalyst(claude().confirmedBeside(rules), rules);
            case "compare" -> new ComparedAnalyst(rules, claude());
            case "rules" -> rules;
            default ->
                throw new PhantomException(new Diagnostic(
                        Code.USAGE, "unknown analyst '" + kind + "'", "use rules, claude or compare", "--analyst"));
        };
        return new MeasuredAnalyst(analyst, KeptConfidence.load());
    }

    private ClaudeAnalyst claude() {
        var setup = new ModelSetup(config);
        var settings = setup.settings(
                invocation.env("ANTHROPIC_API_KEY"), invocation.env("ANTHROPIC_BASE_URL"), PATIENCE, network);
        return new ClaudeAnalyst(settings, setup.disclosure(), setup.privacy());
    }
}
