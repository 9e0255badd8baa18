package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.github.GitHubSafeState;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.value.read.DocumentReader;
import java.nio.file.Files;
import java.util.Optional;

/// Files of the safe-state repository beside templates: `.phantom/ignore.yaml`, `.phantom/adopted.yaml`.
record RepositoryFiles(SafeStateSource safe, Invocation invocation, PhantomConfig config) {

    private static final String IGNORE = ".phantom/ignore.yaml";

    IgnoreRules ignore() {
        return text(IGNORE).map(text -> IgnoreRulesReader.read(IGNORE, text)).orElse(IgnoreRules.NONE);
    }

    Adopted adopted() {
        return text(AdoptedFile.PATH)
                .map(text -> AdoptedFile.read(AdoptedFile.PATH, text))
                .orElse(Adopted.NONE);
    }

    private Optional<String> text(String path) {
        var folder = config.folder();
        if (folder != null) {
            var file = invocation.path(folder).resolve(path);
            return Files.exists(file)
                    ? Optional.of(DocumentReader.decode(path, NamedFiles.bytes(file, path)))
                    : Optional.empty();
        }
        if (!(safe instanceof GitHubSafeState github)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DocumentReader.decode(path, github.file(path)));
        } catch (PhantomException e) {
            if (e.diagnostic().code() == Code.GITHUB_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
