package dev.phantom.assembly;

import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.value.read.DocumentReader;
import java.util.Optional;

/// Files of the safe-state repository beside templates: `.phantom/ignore.yaml`, `.phantom/adopted.yaml`.
record RepositoryFiles(SafeStateSource safe) {

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
        return safe.beside(path).map(bytes -> DocumentReader.decode(path, bytes));
    }
}
