package dev.phantom.assembly;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Files that a user names on the command line.
public final class NamedFiles {

    private NamedFiles() {}

    public static byte[] bytes(Invocation invocation, String written) {
        return bytes(invocation.path(written), written);
    }

    public static byte[] bytes(Path file, String written) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            // whoever opens a pipe that nobody writes to waits for ever
            throw unreadable(written, "it is a pipe or a device; write what it gives to a file, and name that");
        }
        try {
            return Bounds.read(file, written);
        } catch (NoSuchFileException e) {
            throw unreadable(written, "the file does not exist");
        } catch (IOException e) {
            throw unreadable(written, Files.isDirectory(file) ? "it is a folder" : "it cannot be read");
        } catch (OutOfMemoryError e) {
            throw unreadable(written, "it is too large");
        }
    }

    /// Holds a file to its folder: what a repository brings may be a link to anywhere, or a device.
    ///
    /// @param file that is there, or will be written
    /// @throws PhantomException FILE_UNREADABLE if it, or a folder on the way to it, leads out, or it is no file
    public static void within(Path folder, Path file, String written) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            var there = file.toAbsolutePath();
            if (Files.exists(there) && !Files.isRegularFile(there)) {
                throw unreadable(written, "it is no file");
            }
            while (there.getParent() != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
                there = there.getParent();
            }
            var top = folder.toRealPath();
            if (!there.toRealPath().startsWith(top)) {
                throw unreadable(written, "it is a link that leads outside the folder");
            }
        } catch (IOException e) {
            throw unreadable(written, "it is a link that leads nowhere");
        }
    }

    public static String text(Invocation invocation, String written) {
        return DocumentReader.decode(written, bytes(invocation, written));
    }

    private static PhantomException unreadable(String written, String why) {
        return new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, why, "", written));
    }
}
