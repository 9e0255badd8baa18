package dev.phantom.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The git checkout that a folder lies in, if it lies in one.
record Checkout(Path folder) {

    /// The commit that holds exactly these files; empty if there is none.
    ///
    /// @param files path below the folder → content as it lies there
    String commitOf(Map<String, byte[]> files) {
        var builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            return "";
        }
        try (var git = builder.build()) {
            var head = git.resolve(Constants.HEAD);
            return head != null && holds(git, head, files) ? head.name() : "";
        } catch (IOException | RuntimeException notReadable) {
            // a broken checkout is a folder of files all the same
            return "";
        }
    }

    private boolean holds(Repository git, ObjectId head, Map<String, byte[]> files) throws IOException {
        var top = git.getWorkTree().toPath().toRealPath();
        var prefix = top.relativize(folder.toRealPath()).toString().replace('\\', '/');
        try (var walk = new RevWalk(git)) {
            var tree = walk.parseCommit(head).getTree();
            for (var file : files.entrySet()) {
                var path = prefix.isEmpty() ? file.getKey() : prefix + "/" + file.getKey();
                try (var found = TreeWalk.forPath(git, path, tree)) {
                    if (found == null || !same(git.open(found.getObjectId(0)).getBytes(), file.getValue())) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /// Equal, or equal but for the line ends that git itself may have changed on checkout.
    private static boolean same(byte[] committed, byte[] there) {
        return Arrays.equals(committed, there) || unix(committed).equals(unix(there));
    }

    private static String unix(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    }
}
