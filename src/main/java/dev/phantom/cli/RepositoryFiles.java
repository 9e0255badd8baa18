package dev.phantom.cli;

import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.github.GitHubSafeState;
import dev.phantom.state.SafeStateSource;
import dev.phantom.template.TemplateReader;
import java.nio.file.Files;

/// Files of the safe-state repository beside templates: `.phantom/ignore.yaml`.
record RepositoryFiles(SafeStateSource safe, Terminal terminal, PhantomConfig config) {

    private static final String IGNORE = ".phantom/ignore.yaml";

    IgnoreRules ignore() {
        var folder = config.folder();
        if (folder != null) {
            var file = terminal.path(folder).resolve(IGNORE);
            return Files.exists(file)
                    ? IgnoreRulesReader.read(IGNORE, TemplateReader.decode(IGNORE, NamedFiles.bytes(file, IGNORE)))
                    : IgnoreRules.NONE;
        }
        if (!(safe instanceof GitHubSafeState github)) {
            return IgnoreRules.NONE;
        }
        try {
            return IgnoreRulesReader.read(IGNORE, TemplateReader.decode(IGNORE, github.file(IGNORE)));
        } catch (PhantomException e) {
            if (e.diagnostic().code() == Code.GITHUB_NOT_FOUND) {
                return IgnoreRules.NONE;
            }
            throw e;
        }
    }
}
