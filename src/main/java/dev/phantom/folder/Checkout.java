package dev.phantom.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
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
        try {
            return ask((git, below) -> {
                        var head = git.resolve(Constants.HEAD);
                        return head != null && holds(git, head, below, files) ? head.name() : "";
                    })
                    .orElse("");
        } catch (IOException | RuntimeException notReadable) {
            // a broken checkout is a folder of files all the same
            return "";
        }
    }

    /// @param <T> what is found out
    @FunctionalInterface
    interface Question<T> {
        /// @param below where the folder lies in the checkout: `stacks/`; empty at its top
        T of(Repository git, String below) throws IOException;
    }

    /// Asks the repository; empty where the folder lies in no checkout.
    <T> Optional<T> ask(Question<T> question) throws IOException {
        var builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (var git = builder.build()) {
            var top = git.getWorkTree().toPath().toRealPath();
            var below = top.relativize(folder.toRealPath()).toString().replace('\\', '/');
            return Optional.of(question.of(git, below.isEmpty() ? "" : below + "/"));
        }
    }

    private static boolean holds(Repository git, ObjectId head, String below, Map<String, byte[]> files)
            throws IOException {
        try (var walk = new RevWalk(git)) {
            var tree = walk.parseCommit(head).getTree();
            for (var file : files.entrySet()) {
                try (var found = TreeWalk.forPath(git, below + file.getKey(), tree)) {
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
