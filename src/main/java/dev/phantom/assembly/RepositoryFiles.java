package dev.phantom.assembly;

import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.value.read.DocumentReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

    /// What a file of the repository says, or where it cannot be read what it says if it is not there: it hides
    /// nothing.
    ///
    /// @param lost takes why
    static <T> T orNothing(Supplier<T> file, T nothing, List<Diagnostic> lost) {
        try {
            return file.get();
        } catch (PhantomException e) {
            if (e.diagnostic().cause() == Cause.NOT_CONFIGURED) {
                throw e;
            }
            if (!lost.contains(e.diagnostic())) {
                lost.add(e.diagnostic());
            }
            return nothing;
        }
    }

    private Optional<String> text(String path) {
        return safe.beside(path).map(bytes -> DocumentReader.decode(path, bytes));
    }
}
