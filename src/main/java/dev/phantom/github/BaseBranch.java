package dev.phantom.github;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.kohsuke.github.GHRepository;

/// The branch that pull requests go to and whose files count as merged. The configuration that asks for one may lie on
/// a branch that somebody pushed, so any other than the repository's default is believed only where the configuration
/// on the default branch names it as well.
record BaseBranch(GitHubAccess access, GitHubCalls calls, Supplier<GHRepository> repository) {

    /// @throws PhantomException CONFIG_BAD_VALUE where nothing that was merged names it; of [GitHubCode] where GitHub
    ///                          does not answer
    String name() {
        var asked = access.base();
        var standard = standard();
        if (!asked.equals(standard) && !named(standard).equals(asked)) {
            throw new PhantomException(new Diagnostic(
                            Code.CONFIG_BAD_VALUE,
                            "github.base '%s' is not the default branch of %s, '%s', and %s on that branch does not"
                                            .formatted(asked, access.repository(), standard, BaseFile.PATH)
                                    + " name it",
                            "set github.base to '%s', or merge github.base: %s into %s on '%s'"
                                    .formatted(standard, asked, BaseFile.PATH, standard),
                            "")
                    .by(Cause.NOT_CONFIGURED));
        }
        return asked;
    }

    private String standard() {
        var name = repository.get().getDefaultBranch();
        if (name == null || name.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    GitHubCode.FAILED,
                    "could not read the default branch of " + access.repository()
                            + ": GitHub's answer does not name one",
                    "run again later",
                    access.api().toString(),
                    Cause.BROKEN));
        }
        return name;
    }

    /// At the branch's commit: a tag may have the name of a branch.
    private String named(String standard) {
        return calls.find("read " + BaseFile.PATH + " on branch " + standard, () -> {
                    var there = repository.get();
                    var content = there.getFileContent(
                            BaseFile.PATH, there.getBranch(standard).getSHA1());
                    if (!content.isFile()) {
                        throw new FileNotFoundException(BaseFile.PATH);
                    }
                    try (var in = content.read()) {
                        return access.baseFile().base(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    }
                })
                .orElse("");
    }
}
