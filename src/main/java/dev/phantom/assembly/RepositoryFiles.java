package dev.phantom.assembly;

import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.control.SeverityFile;
import dev.phantom.severity.control.TeamSeverity;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.StackId;
import dev.phantom.value.read.DocumentReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Files of the safe-state repository beside templates: `.phantom/ignore.yaml`, `.phantom/adopted.yaml`,
/// `.phantom/severity.yaml`.
///
/// @param roots folders, each ending in a slash, in which files with a team's own controls may lie beside `.phantom/`;
///              empty for the whole repository
record RepositoryFiles(SafeStateSource safe, List<String> roots) {

    private static final String IGNORE = ".phantom/ignore.yaml";

    IgnoreRules ignore() {
        return text(IGNORE).map(text -> IgnoreRulesReader.read(IGNORE, text)).orElse(IgnoreRules.NONE);
    }

    Adopted adopted() {
        return text(AdoptedFile.PATH)
                .map(text -> AdoptedFile.read(AdoptedFile.PATH, text))
                .orElse(Adopted.NONE);
    }

    /// A file that is not there says nothing; one that cannot be read is a problem of its own.
    TeamSeverity severity(Knowledge knowledge, LocalDate today) {
        var types = knowledge.of(new StackId("", "", ""));
        try {
            return text(SeverityFile.PATH)
                    .map(text -> SeverityFile.read(
                            SeverityFile.PATH, text, this::controls, RuleCatalogue.against(types), today))
                    .orElse(TeamSeverity.NONE);
        } catch (PhantomException e) {
            if (e.diagnostic().cause() == Cause.NOT_CONFIGURED) {
                throw e;
            }
            return TeamSeverity.unread(e.diagnostic());
        }
    }

    /// @throws PhantomException for a file that is not there, or elsewhere than a team may write
    private String controls(String path) {
        var below = path.startsWith(".phantom/")
                || roots.isEmpty()
                || roots.stream().anyMatch(path::startsWith);
        if (!below) {
            throw unusable(path + " is not inside .phantom/ or github.roots");
        }
        return text(path).orElseThrow(() -> unusable(path + " does not exist"));
    }

    private static PhantomException unusable(String why) {
        return new PhantomException(new Diagnostic(Code.SEVERITY_UNREADABLE, why, "", SeverityFile.PATH));
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
