package dev.phantom.sandbox.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// A bare git repository on disk. Plain `git` can clone it at any time.
final class BareRepository implements AutoCloseable {

    static final String HEADS = "refs/heads/";

    private final Repository git;

    private BareRepository(Repository git) {
        this.git = git;
    }

    static BareRepository open(Path folder, String mainBranch) throws IOException {
        var git = new RepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        if (!git.getObjectDatabase().exists()) {
            git.create(true);
            git.updateRef(Constants.HEAD).link(HEADS + mainBranch);
        }
        return new BareRepository(git);
    }

    /// One change of a tree. `blob` null deletes.
    record Edit(String path, String mode, @Nullable ObjectId blob) {}

    record Entry(String path, String mode, String type, String sha, long size) {}

    record Pointer(String name, ObjectId target) {}

    /// What a ref points at.
    Optional<ObjectId> ref(String name) throws IOException {
        return Optional.ofNullable(git.exactRef(name)).map(Ref::getObjectId);
    }

    List<Pointer> refs(String prefix) throws IOException {
        var found = new ArrayList<Pointer>();
        for (var ref : git.getRefDatabase().getRefsByPrefix(prefix)) {
            var target = ref.getObjectId();
            if (target != null) {
                found.add(new Pointer(ref.getName(), target));
            }
        }
        return found;
    }

    /// @return what git said; anything but NEW, FAST_FORWARD, FORCED and NO_CHANGE left the ref as it was
    RefUpdate.Result point(String name, ObjectId to, boolean force) throws IOException {
        var update = git.updateRef(name);
        update.setNewObjectId(to);
        update.setForceUpdate(force);
        update.disableRefLog();
        return force ? update.forceUpdate() : update.update();
    }

    void delete(String name) throws IOException {
        var update = git.updateRef(name);
        update.setForceUpdate(true);
        update.delete();
    }

    /// @throws Refusal 404 if there is no such commit
    RevCommit commit(String sha) throws IOException {
        try (var walk = new RevWalk(git)) {
            return walk.parseCommit(ObjectId.fromString(sha));
        } catch (MissingObjectException | IncorrectObjectTypeException | InvalidObjectIdException e) {
            throw Refusal.notFound();
        }
    }

    /// A commit by SHA, branch or full ref name.
    RevCommit resolve(String name) throws IOException {
        var ref = ref(HEADS + name);
        if (ref.isEmpty() && name.startsWith("refs/")) {
            ref = ref(name);
        }
        return commit(ref.map(ObjectId::name).orElse(name));
    }

    /// Commits that changed a file, from one back, as `git log -- <path>` gives them.
    ///
    /// @param path every commit if empty
    List<RevCommit> log(RevCommit from, String path) throws IOException {
        var found = new ArrayList<RevCommit>();
        try (var walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(from));
            if (!path.isEmpty()) {
                walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            }
            for (var commit : walk) {
                found.add(commit(commit.name())); // with all its parents
            }
        }
        return found;
    }

    ObjectId commit(ObjectId tree, List<ObjectId> parents, String message, PersonIdent author, PersonIdent committer)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setMessage(message);
        commit.setAuthor(author);
        commit.setCommitter(committer);
        commit.setEncoding(StandardCharsets.UTF_8);
        try (var inserter = git.newObjectInserter()) {
            var id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    ObjectId blob(byte[] content) throws IOException {
        try (var inserter = git.newObjectInserter()) {
            var id = inserter.insert(Constants.OBJ_BLOB, content);
            inserter.flush();
            return id;
        }
    }

    byte[] read(String blob) throws IOException {
        try {
            return git.open(ObjectId.fromString(blob), Constants.OBJ_BLOB).getBytes();
        } catch (MissingObjectException | IncorrectObjectTypeException | InvalidObjectIdException e) {
            throw Refusal.notFound();
        }
    }

    boolean has(String sha) throws IOException {
        return ObjectId.isId(sha) && git.getObjectDatabase().has(ObjectId.fromString(sha));
    }

    /// A tree, a commit's tree, or a branch's.
    ObjectId tree(String sha) throws IOException {
        try (var walk = new RevWalk(git)) {
            return walk.parseTree(ObjectId.fromString(sha));
        } catch (MissingObjectException | IncorrectObjectTypeException | InvalidObjectIdException e) {
            return resolve(sha).getTree();
        }
    }

    List<Entry> entries(ObjectId tree, boolean recursive) throws IOException {
        var found = new ArrayList<Entry>();
        try (var walk = new TreeWalk(git)) {
            walk.addTree(tree);
            while (walk.next()) {
                var mode = walk.getFileMode();
                var folder = mode.equals(FileMode.TREE);
                var size = folder ? 0 : git.newObjectReader().getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB);
                found.add(new Entry(
                        walk.getPathString(),
                        "%06o".formatted(mode.getBits()),
                        folder ? "tree" : "blob",
                        walk.getObjectId(0).name(),
                        size));
                if (folder && recursive) {
                    walk.enterSubtree();
                }
            }
        }
        return found;
    }

    Optional<Entry> entry(ObjectId tree, String path) throws IOException {
        return entries(tree, true).stream().filter(e -> e.path().equals(path)).findFirst();
    }

    /// A new tree: the base with the edits on it.
    ObjectId tree(@Nullable ObjectId base, List<Edit> edits) throws IOException {
        var index = DirCache.newInCore();
        if (base != null) {
            var builder = index.builder();
            try (var reader = git.newObjectReader()) {
                builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, base);
            }
            builder.finish();
        }
        var editor = index.editor();
        edits.forEach(e -> editor.add(edit(e)));
        editor.finish();
        try (var inserter = git.newObjectInserter()) {
            var id = index.writeTree(inserter);
            inserter.flush();
            return id;
        }
    }

    private static DirCacheEditor.PathEdit edit(Edit edit) {
        var blob = edit.blob();
        if (blob == null) {
            return new DirCacheEditor.DeletePath(edit.path());
        }
        return new DirCacheEditor.PathEdit(edit.path()) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(FileMode.fromBits(Integer.parseInt(edit.mode(), 8)));
                entry.setObjectId(blob);
            }
        };
    }

    boolean contains(ObjectId descendant, ObjectId ancestor) throws IOException {
        try (var walk = new RevWalk(git)) {
            return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(descendant));
        }
    }

    /// The tree that a merge would have; empty on a conflict.
    Optional<ObjectId> merged(ObjectId base, ObjectId head) throws IOException {
        var merger = (ThreeWayMerger) MergeStrategy.RECURSIVE.newMerger(git, true);
        return merger.merge(base, head) ? Optional.of(merger.getResultTreeId()) : Optional.empty();
    }

    CanonicalTreeParser parser(ObjectId tree) throws IOException {
        try (var reader = git.newObjectReader()) {
            return new CanonicalTreeParser(null, reader, tree);
        }
    }

    Repository git() {
        return git;
    }

    static PersonIdent person(String name, String email, Instant at) {
        return new PersonIdent(name, email, at, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        git.close();
    }
}
