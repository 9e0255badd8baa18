package dev.phantom.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Patched templates beside the unpatched ones, for a judge that shares nothing with this code: `tools/judge`. They are
/// kept only where the property `phantom.judged` names a folder: one file of JSON lines for each set.
public final class JudgedTemplates {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JudgedTemplates() {}

    /// A template that a patch was made for.
    ///
    /// @param name  what a person finds the case by
    /// @param plain the template with the change that the case made up written straight into it, no patch between;
    ///              empty where nothing was made up
    public record Pair(String name, String unpatched, String patched, String plain) {}

    public static boolean wanted() {
        return !folder().isEmpty();
    }

    public static synchronized void keep(String set, Pair pair) {
        if (!wanted()) {
            return;
        }
        try {
            var folder = Files.createDirectories(Path.of(folder()));
            Files.writeString(
                    folder.resolve(set + ".jsonl"),
                    JSON.writeValueAsString(pair) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder() {
        return System.getProperty("phantom.judged", "");
    }
}
