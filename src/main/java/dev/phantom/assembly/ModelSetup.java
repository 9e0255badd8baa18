package dev.phantom.assembly;

import dev.phantom.analysis.prompt.Disclosure;
import dev.phantom.analysis.prompt.Privacy;
import dev.phantom.claude.ClaudeSettings;
import dev.phantom.config.PhantomConfig;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.wire.Network;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// What a configuration says of a language model: how it is asked, and what it may see.
record ModelSetup(PhantomConfig config) {

    ClaudeSettings settings(String key, String baseUrl, Duration patience, Network network) {
        var analyst = config.analyst();
        return new ClaudeSettings(
                key, baseUrl, analyst.model(), analyst.criticalModel(), analyst.budgetUsd(), patience, network);
    }

    Disclosure disclosure() {
        return new Disclosure(config.evidence().classes());
    }

    UnaryOperator<String> privacy() {
        return config.privacy() == PublishPolicy.Privacy.FULL ? Privacy.FULL : Privacy.MASKED;
    }
}
