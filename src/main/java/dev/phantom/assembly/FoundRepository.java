package dev.phantom.assembly;

import dev.phantom.folder.GitHubRemote;
import dev.phantom.pullrequest.HostedFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The repository that a folder is a checkout of, on GitHub or on the Enterprise Server that the environment names.
public final class FoundRepository {

    private FoundRepository() {}

    /// Empty for a folder that is no checkout, or one of another host.
    public static Optional<HostedFolder> of(Invocation invocation, Path folder) {
        return GitHubRemote.of(folder, hosts(invocation.env("PHANTOM_GITHUB_URL")));
    }

    private static Set<String> hosts(String named) {
        var hosts = new HashSet<>(Set.of("github.com", "ssh.github.com"));
        if (named.startsWith("http") && URI.create(named).getHost() != null) {
            hosts.add(URI.create(named).getHost());
        }
        return hosts;
    }
}
