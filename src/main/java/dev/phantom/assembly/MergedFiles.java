package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import dev.phantom.folder.DefaultBranch;
import dev.phantom.pullrequest.CodeHost;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a file is the one that was merged: the code host's base branch decides where one is configured, else the
/// default branch of the checkout that it lies in.
///
/// @param host   null where none is configured
/// @param base   branch; empty where none is configured
/// @param commit that the base branch is at; empty without a host
public record MergedFiles(@Nullable CodeHost host, String base, String commit) {

    /// @throws dev.phantom.fault.PhantomException where the host does not answer
    public static MergedFiles of(Optional<PhantomConfig> config, Optional<CodeHost> host) {
        var github = config.map(PhantomConfig::github).orElse(null);
        var base = github == null ? "" : github.base();
        return new MergedFiles(
                host.orElse(null),
                base,
                host.flatMap(there -> there.branch(base))
                        .map(CodeHost.Head::sha)
                        .orElse(""));
    }

    /// Why it is not, as a clause; empty if it is.
    ///
    /// @param path in the repository
    /// @param text of the file
    public Optional<String> refusal(Path file, String path, String text) {
        if (host != null) {
            return against("branch " + base, commit.isEmpty() ? Optional.empty() : host.file(path, commit), text);
        }
        return DefaultBranch.of(file, base)
                .map(said -> against(said.branch(), said.text(), text))
                .orElse(Optional.of("nothing says that it was merged: no repository is configured, and it is in no git"
                        + " checkout with a default branch"));
    }

    private static Optional<String> against(String branch, Optional<String> merged, String text) {
        if (merged.isEmpty()) {
            return Optional.of("it is not on " + branch + "; merge its pull request first");
        }
        return unix(merged.get()).equals(unix(text))
                ? Optional.empty()
                : Optional.of("it is not as it is on " + branch + "; use the merged file");
    }

    private static String unix(String text) {
        return text.replace("\r\n", "\n");
    }
}
