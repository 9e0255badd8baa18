package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTreeEntry;

/// The modes of files in one tree, read folder by folder and only where asked, because a recursive listing of a large
/// repository is cut off by GitHub.
final class FileModes {

    private final GHRepository repository;
    private final GitHubCalls calls;
    private final String root;
    private final Map<String, Map<String, GHTreeEntry>> folders = new HashMap<>();

    FileModes(GHRepository repository, GitHubCalls calls, String root) {
        this.repository = repository;
        this.calls = calls;
        this.root = root;
    }

    /// Whether the file is executable; a new file is not.
    ///
    /// @throws PhantomException PATCH_REFUSED for a link, a submodule, a folder, or a file on the way
    boolean executable(String path) {
        var entry = entry(path);
        if (entry.isPresent() && !entry.get().getMode().startsWith("100")) {
            throw new PhantomException(
                    Code.PATCH_REFUSED, "will not write " + path + ": it is not a regular file there");
        }
        return entry.isPresent() && entry.get().getMode().equals("100755");
    }

    private Optional<GHTreeEntry> entry(String path) {
        var tree = root;
        var parts = path.split("/");
        for (var i = 0; i < parts.length - 1; i++) {
            var folder = folder(tree).get(parts[i]);
            if (folder == null) {
                return Optional.empty();
            }
            if (!folder.getType().equals("tree")) {
                throw new PhantomException(
                        Code.PATCH_REFUSED, "will not write " + path + ": " + parts[i] + " is not a folder there");
            }
            tree = folder.getSha();
        }
        return Optional.ofNullable(folder(tree).get(parts[parts.length - 1]));
    }

    private Map<String, GHTreeEntry> folder(String sha) {
        return folders.computeIfAbsent(sha, s -> calls.ask("read tree " + s, () -> entries(s)));
    }

    private Map<String, GHTreeEntry> entries(String sha) throws IOException {
        var found = new HashMap<String, GHTreeEntry>();
        repository.getTree(sha).getTree().forEach(e -> found.put(e.getPath(), e));
        return found;
    }
}
