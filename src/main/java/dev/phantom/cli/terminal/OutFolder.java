package dev.phantom.cli.terminal;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A folder that will be written into. Whether that can be is found out before any work is done.
public final class OutFolder {

    /// One name, so that the next run takes away what a killed one left; another run may be trying at the same time.
    private static final String PROBE = ".phantom-writable";

    private OutFolder() {}

    /// The folder, made if it is not there, and tried.
    ///
    /// @param option the option that names it, for the message
    /// @throws PhantomException FILE_UNWRITABLE
    public static Path ready(Path folder, String option) {
        try {
            Files.createDirectories(folder);
            var probe = folder.resolve(PROBE);
            Files.deleteIfExists(probe);
            Files.write(probe, new byte[0], StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);
            Files.deleteIfExists(probe);
            return folder;
        } catch (IOException e) {
            var why = Files.exists(folder) && !Files.isDirectory(folder)
                    ? "it is not a folder"
                    : Files.isDirectory(folder) ? "the folder is not writable" : "the folder cannot be created";
            throw new PhantomException(
                    new Diagnostic(Code.FILE_UNWRITABLE, why, "choose another with " + option, folder.toString()), e);
        }
    }

    /// Whether nothing but the disk or its permissions keeps this from being a folder.
    public static boolean couldBe(Path folder) {
        var there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there);
    }
}
