package dev.phantom.assembly;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Files that a user names on the command line.
public final class NamedFiles {

    private NamedFiles() {}

    public static byte[] bytes(Invocation invocation, String written) {
        return bytes(invocation.path(written), written);
    }

    public static byte[] bytes(Path file, String written) {
        try {
            Bounds.check(file, written);
            return java.nio.file.Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unreadable(written, "the file does not exist");
        } catch (IOException e) {
            throw unreadable(written, java.nio.file.Files.isDirectory(file) ? "it is a folder" : "it cannot be read");
        } catch (OutOfMemoryError e) {
            throw unreadable(written, "it is too large");
        }
    }

    public static String text(Invocation invocation, String written) {
        return DocumentReader.decode(written, bytes(invocation, written));
    }

    private static PhantomException unreadable(String written, String why) {
        return new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, why, "", written));
    }
}
