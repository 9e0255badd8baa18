package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Formats;
import dev.phantom.stack.ModuleFiles;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.kohsuke.github.GHContent;
import org.kohsuke.github.GHRepository;

/// The safe state at the head of the base branch on GitHub. One instance is one run: the first read pins the commit,
/// and every stack sees that one; a file that several stacks share is read once.
public final class GitHubSafeState implements SafeStateSource {

    private static final SafeState.Source SOURCE = new SafeState.Source("github");

    private final GitHubAccess access;
    private final Formats formats;
    private final GitHubCalls calls;
    private final Supplier<GHRepository> repository;
    private final Supplier<String> commit;
    private final GitHubHistory history;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    public GitHubSafeState(GitHubAccess access, Formats formats) {
        this.formats = formats;
        this.access = access;
        this.calls = new GitHubCalls(access);
        this.repository = new Once<>(
                () -> calls.ask("find the repository", () -> access.connect().getRepository(access.repository())));
        var base = new BaseBranch(access, calls, repository);
        this.commit = new Once<>(() -> {
            var branch = base.name();
            return calls.ask(
                    "read branch " + branch,
                    () -> repository.get().getBranch(branch).getSHA1());
        });
        this.history = new GitHubHistory(calls, repository, commit);
    }

    /// The commit that this run sees.
    public String commit() {
        return commit.get();
    }

    @Override
    public SafeState read(Stack stack) {
        var seen = new LinkedHashMap<String, String>();
        var template = stack.planned() == null
                ? formats.read(stack.template(), text(stack.template(), seen))
                : new ModuleFiles(this::names, path -> text(path, seen)).read(stack, formats, new LinkedHashMap<>());
        var parameters = new LinkedHashMap<String, ParameterValue>();
        for (var path : stack.parameters()) {
            template.format()
                    .values(path, text(path, seen))
                    .forEach((name, value) ->
                            parameters.put(name, new ParameterValue(name, value.value(), value.origin())));
        }
        ModuleFiles.workspace(stack).ifPresent(workspace -> parameters.put(workspace.name(), workspace));
        return new SafeState(
                SOURCE,
                access.repository(),
                commit(),
                stack.planned() == null ? stack.template() : ModuleFiles.root(stack),
                template,
                seen,
                List.copyOf(parameters.values()));
    }

    private String text(String path, Map<String, String> seen) {
        var text = DocumentReader.decode(path, file(path));
        seen.put(path, text);
        return text;
    }

    private List<String> names(String folder) {
        return calls.ask(
                "list " + (folder.isEmpty() ? "the repository" : folder) + " at " + commit().substring(0, 12),
                () -> repository.get().getDirectoryContent(folder, commit()).stream()
                        .filter(GHContent::isFile)
                        .map(GHContent::getPath)
                        .toList());
    }

    /// A file of the repository at the pinned commit, as bytes.
    ///
    /// @throws dev.phantom.fault.PhantomException NOT_FOUND, REFUSED or FAILED of [GitHubCode]
    public byte[] file(String path) {
        return files.computeIfAbsent(
                path, p -> calls.ask("read " + p + " at " + commit().substring(0, 12), () -> bytes(p)));
    }

    @Override
    public Optional<byte[]> beside(String path) {
        try {
            return Optional.of(file(path));
        } catch (PhantomException e) {
            if (e.diagnostic().code() == GitHubCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public SafeStateHistory history() {
        return history;
    }

    private byte[] bytes(String path) throws IOException {
        var content = repository.get().getFileContent(path, commit());
        if (!content.isFile()) {
            throw new PhantomException(new Diagnostic(
                    Code.FILE_UNREADABLE, "it is no file, or a link that leads outside the repository", "", path));
        }
        SafeStateSource.bounded(path, content.getSize());
        // beyond 1 MB the contents API sends the SHA and no content
        try (var in = content.getSize() > 1_000_000 ? repository.get().readBlob(content.getSha()) : content.read()) {
            return in.readAllBytes();
        }
    }
}
