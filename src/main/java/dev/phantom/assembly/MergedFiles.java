package dev.phantom.assembly;

import dev.phantom.config.PhantomConfig;
import dev.phantom.folder.CheckoutOrigin;
import dev.phantom.folder.DefaultBranch;
import dev.phantom.pullrequest.CodeHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a file is the one that was merged: the code host's base branch decides where one is configured, else what
/// the checkout that it lies in knows as its remote's default branch. Neither is taken from what a branch brings.
///
/// @param host      null where none is configured
/// @param base      branch; empty where none is configured
/// @param commit    that the base branch is at; empty without a host
/// @param unfounded why the configured repository is not believed; empty if it is
public record MergedFiles(@Nullable CodeHost host, String base, String commit, String unfounded) {

    private static final String NOTHING_SAYS = "nothing says that it was merged: ";

    /// @param source that the configuration was read from
    /// @param files  whose merging is asked for
    /// @throws dev.phantom.fault.PhantomException where the host does not answer, or the configured base branch is not
    ///                                            to be believed
    public static MergedFiles of(
            Optional<PhantomConfig> config, Path source, List<Path> files, Optional<CodeHost> host) {
        var github = config.map(PhantomConfig::github).orElse(null);
        if (github == null || host.isEmpty()) {
            return new MergedFiles(null, "", "", "");
        }
        var unfounded = unfounded(github.repository(), source, files);
        if (!unfounded.isEmpty()) {
            return new MergedFiles(host.get(), github.base(), "", unfounded);
        }
        var base = host.get().base();
        var commit = host.get().branch(base).map(CodeHost.Head::sha).orElse("");
        return new MergedFiles(host.get(), base, commit, "");
    }

    /// A branch may bring a file together with the configuration that says where it was merged. Which repository the
    /// branch is of is then the checkout's to say.
    private static String unfounded(String repository, Path source, List<Path> files) {
        try {
            var origin = CheckoutOrigin.of(source).orElse(null);
            if (origin == null || origin.repository().equalsIgnoreCase(repository) || !broughtAny(origin, files)) {
                return "";
            }
            return NOTHING_SAYS + "the configuration of this checkout names the repository " + repository
                    + ", and its remote "
                    + (origin.repository().isEmpty() ? "names none" : "is " + origin.repository())
                    + "; run it in a clone of the configured repository";
        } catch (IOException e) {
            return NOTHING_SAYS + "the checkout that the configuration lies in cannot be read";
        }
    }

    private static boolean broughtAny(CheckoutOrigin origin, List<Path> files) throws IOException {
        for (var file : files) {
            if (origin.brought(file)) {
                return true;
            }
        }
        return false;
    }

    /// Why it is not, as a clause; empty if it is.
    ///
    /// @param path in the repository
    /// @param text of the file
    public Optional<String> refusal(Path file, String path, String text) {
        if (!unfounded.isEmpty()) {
            return Optional.of(unfounded);
        }
        if (host != null) {
            return against("branch " + base, commit.isEmpty() ? Optional.empty() : host.file(path, commit), text);
        }
        return DefaultBranch.of(file)
                .map(said -> against(said.branch(), said.text(), text))
                .orElse(Optional.of(NOTHING_SAYS + "no repository is configured, and it is in no git clone that knows"
                        + " the default branch of its remote; configure the repository, or run `git remote set-head"
                        + " origin --auto` in the clone"));
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
