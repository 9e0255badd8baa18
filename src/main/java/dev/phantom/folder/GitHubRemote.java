package dev.phantom.folder;

import dev.phantom.pullrequest.HostedFolder;
import dev.phantom.pullrequest.RepositoryName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.URIish;

/// Finds the repository on GitHub that a folder is a checkout of.
public final class GitHubRemote {

    private static final String ORIGIN = "origin";
    private static final String BRANCHES = "refs/remotes/origin/";
    private static final Pattern PATH = Pattern.compile("/?([\\w.-]+/[\\w.-]+?)(\\.git)?/?");

    private GitHubRemote() {}

    /// Of the remote `origin`, else of the only remote; empty if there is none or it is of another host.
    ///
    /// @param hosts names of GitHub's hosts
    public static Optional<HostedFolder> of(Path folder, Set<String> hosts) {
        try {
            return new Checkout(folder)
                    .ask((git, below) -> {
                        var base = base(git);
                        return repository(git, hosts).map(name -> new HostedFolder(name, base, below));
                    })
                    .flatMap(found -> found);
        } catch (IOException | RuntimeException notReadable) {
            // a broken checkout is a folder of files all the same
            return Optional.empty();
        }
    }

    private static Optional<String> repository(Repository git, Set<String> hosts) throws IOException {
        try {
            return addresses(git)
                    .filter(uri -> uri.getHost() != null
                            && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT)))
                    .map(uri -> PATH.matcher(uri.getPath()))
                    .filter(path -> path.matches())
                    .map(path -> path.group(1))
                    .filter(RepositoryName::isOne)
                    .findFirst();
        } catch (URISyntaxException noAddress) {
            throw new IOException(noAddress);
        }
    }

    /// Of the remote `origin`, else of the only one.
    static Stream<URIish> addresses(Repository git) throws URISyntaxException {
        List<RemoteConfig> remotes = RemoteConfig.getAllRemoteConfigs(git.getConfig());
        return remotes.stream()
                .filter(r -> r.getName().equals(ORIGIN) || remotes.size() == 1)
                .flatMap(r -> r.getURIs().stream())
                .limit(1);
    }

    private static String base(Repository git) throws IOException {
        var head = git.exactRef(BRANCHES + "HEAD");
        return head != null && head.isSymbolic() && head.getTarget().getName().startsWith(BRANCHES)
                ? head.getTarget().getName().substring(BRANCHES.length())
                : "main";
    }
}
