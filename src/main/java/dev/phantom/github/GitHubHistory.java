package dev.phantom.github;

import dev.phantom.fault.Gap;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHRepository;

/// Commits by path, up to the commit that the run sees: one page of
/// [commits](https://docs.github.com/rest/commits/commits#list-commits), with the permission "Contents: read" that the
/// files themselves need. A list and a version are asked for once in a run, whichever stacks share the file.
final class GitHubHistory implements SafeStateHistory {

    private final GitHubCalls calls;
    private final Supplier<GHRepository> repository;
    private final Supplier<String> commit;
    private final Map<String, Log> logs = new ConcurrentHashMap<>();
    private final Map<String, Optional<String>> texts = new ConcurrentHashMap<>();

    /// @param commit that the run sees
    GitHubHistory(GitHubCalls calls, Supplier<GHRepository> repository, Supplier<String> commit) {
        this.calls = calls;
        this.repository = repository;
        this.commit = commit;
    }

    @Override
    public Log log(String path) {
        return logs.computeIfAbsent(path, p -> {
            try {
                return calls.ask("list the commits of " + p, () -> listed(p));
            } catch (PhantomException e) {
                return Log.unread(Gap.of("the commits of " + p + " could not be listed: ", e.diagnostic()));
            }
        });
    }

    private Log listed(String path) throws IOException {
        var page = repository
                .get()
                .queryCommits()
                .path(path)
                .from(commit.get())
                .pageSize(MOST)
                .list()
                ._iterator(MOST);
        var commits = new ArrayList<Commit>();
        var first = page.hasNext() ? page.nextPage() : List.<GHCommit>of();
        for (var each : first) {
            commits.add(commit(each));
        }
        return new Log(commits, commits.size() < MOST, List.of());
    }

    /// What the list itself says of a commit.
    private static Commit commit(GHCommit each) throws IOException {
        var info = each.getCommitShortInfo();
        var author = info.getAuthor();
        var committer = info.getCommitter();
        return Commit.of(
                each.getSHA1(),
                committer.getDate().toInstant(),
                info.getMessage(),
                known(author.getName()),
                known(author.getEmail()),
                each.getParentSHA1s());
    }

    private static String known(@Nullable String said) {
        return said == null ? "" : said;
    }

    @Override
    public Optional<String> text(String path, String at) {
        return texts.computeIfAbsent(
                at + ":" + path,
                key -> calls.find("read " + path + " at " + at.substring(0, 12), () -> read(path, at)));
    }

    private String read(String path, String at) throws IOException {
        var content = repository.get().getFileContent(path, at);
        if (!content.isFile()) {
            return "";
        }
        SafeStateSource.bounded(path, content.getSize());
        // beyond 1 MB the contents API sends the SHA and no content
        try (var in = content.getSize() > 1_000_000 ? repository.get().readBlob(content.getSha()) : content.read()) {
            return DocumentReader.decode(path, in.readAllBytes());
        }
    }
}
