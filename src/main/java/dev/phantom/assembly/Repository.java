package dev.phantom.assembly;

import dev.phantom.config.ConfigReader;
import dev.phantom.config.PhantomConfig;
import dev.phantom.evidence.EvidenceClass;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.folder.LocalFolderSafeState;
import dev.phantom.github.Credential;
import dev.phantom.github.GitHubAccess;
import dev.phantom.github.GitHubPacing;
import dev.phantom.github.GitHubSafeState;
import dev.phantom.github.HeldAnswers;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.wire.Network;
import java.net.URI;
import java.util.List;

/// Where the configured team keeps its templates: a repository of GitHub, or a folder.
///
/// @param held answers of the code host that need not be given again
record Repository(PhantomConfig config, Invocation invocation, Network network, HeldAnswers held) {

    /// One that holds answers for as long as it lives.
    Repository(PhantomConfig config, Invocation invocation, Network network) {
        this(config, invocation, network, HeldAnswers.ofRun());
    }

    SafeStateSource safe() {
        var folder = config.folder();
        var source = folder == null
                ? new GitHubSafeState(access(), KnownFormats.ALL)
                : new LocalFolderSafeState(invocation.path(folder), KnownFormats.ALL);
        var send = config.evidence();
        return send.has(EvidenceClass.HISTORY)
                ? source
                : new WithoutHistory(source, "history of the lines: " + send.withheld());
    }

    RepositoryFiles files(SafeStateSource safe) {
        var github = config.github();
        return new RepositoryFiles(safe, github == null ? List.of() : github.roots());
    }

    /// @throws PhantomException CONFIG_BAD_VALUE where the safe state is a folder
    GitHubAccess access() {
        var github = config.github();
        if (github == null) {
            throw new PhantomException(Code.CONFIG_BAD_VALUE, "neither github.repository nor safe.folder is set");
        }
        var url = invocation.env("PHANTOM_GITHUB_URL");
        var api = url.isEmpty() ? GitHubAccess.GITHUB : URI.create(url);
        var pace = "127.0.0.1".equals(api.getHost()) ? GitHubPacing.brisk() : GitHubPacing.polite();
        var credential = Credential.of(invocation.environment(), invocation.folder());
        return new GitHubAccess(
                api, github.repository(), github.base(), credential, pace, network, ConfigReader::base, held);
    }
}
