package dev.phantom.folder;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Gap;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// The history of the git checkout that a folder lies in, as its own `.git` holds it: `git log -- <path>` from what is
/// checked out. No git is run.
record CheckoutHistory(Path folder) implements SafeStateHistory {

    private static final String NONE = "no history of the lines: the folder is no git checkout";

    @Override
    public Log log(String path) {
        try {
            return new Checkout(folder)
                    .ask((git, below) -> listed(git, below + path))
                    .orElseGet(() -> Log.unread(Gap.of(NONE)));
        } catch (IOException | RuntimeException e) {
            return Log.unread(
                    new Gap("the commits of " + path + " could not be read: the checkout is damaged", Cause.OTHER));
        }
    }

    private Log listed(Repository git, String path) throws IOException {
        var head = git.resolve(Constants.HEAD);
        if (head == null) {
            return Log.unread(Gap.of("no history of the lines: nothing is committed yet"));
        }
        var commits = new ArrayList<Commit>();
        try (var walk = new RevWalk(git);
                var parents = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(head));
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            for (var commit = walk.next(); commit != null && commits.size() < MOST; commit = walk.next()) {
                commits.add(commit(commit, parents.parseCommit(commit)));
            }
            return new Log(commits, commits.size() < MOST && !isShallow(git), List.of());
        }
    }

    /// A shallow clone ends before the history does.
    private static boolean isShallow(Repository git) throws IOException {
        return !git.getObjectDatabase().getShallowCommits().isEmpty();
    }

    /// @param whole with all its parents, which a walk by path leaves out
    private static Commit commit(RevCommit commit, RevCommit whole) {
        var author = commit.getAuthorIdent();
        return Commit.of(
                commit.name(),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getFullMessage(),
                author.getName(),
                author.getEmailAddress(),
                Arrays.stream(whole.getParents()).map(RevCommit::name).toList());
    }

    @Override
    public Optional<String> text(String path, String commit) {
        try {
            return new Checkout(folder)
                    .ask((git, below) -> read(git, below + path, commit))
                    .flatMap(found -> found);
        } catch (IOException | RuntimeException e) {
            throw new PhantomException(new Diagnostic(
                    Code.FILE_UNREADABLE, "cannot read " + path + " at " + commit, "", folder.toString()));
        }
    }

    private static Optional<String> read(Repository git, String path, String commit) throws IOException {
        try (var walk = new RevWalk(git);
                var found = TreeWalk.forPath(
                        git, path, walk.parseCommit(ObjectId.fromString(commit)).getTree())) {
            if (found == null) {
                return Optional.empty();
            }
            var blob = git.open(found.getObjectId(0), Constants.OBJ_BLOB);
            SafeStateSource.bounded(path, blob.getSize());
            return Optional.of(DocumentReader.decode(path, blob.getBytes()));
        }
    }
}
