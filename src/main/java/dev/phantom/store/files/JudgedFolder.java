package dev.phantom.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;

/// The drifts of a stack that were judged, a folder each.
final class JudgedFolder {

    /// Folders that are looked into: one that has many more holds a long past.
    private static final int MOST = 200;

    private JudgedFolder() {}

    /// Names of the folders, the last written first; none where there are none, or they cannot be listed.
    static List<String> driftIds(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(JudgedFolder::written)
                            .reversed()
                            .thenComparing(one -> one.getFileName().toString()))
                    .limit(MOST)
                    .map(one -> one.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static FileTime written(Path folder) {
        try {
            return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
