package dev.phantom.cli;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The `.env` file of a folder: `NAME=value` lines, `export` and quotes allowed, `#` begins a comment. The environment wins.
final class DotEnv {

    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1(?:\\s+#.*)?");
    private static final long MOST = 1 << 20;

    private DotEnv() {}

    /// The environment with what `.env` adds to it.
    static Map<String, String> over(Map<String, String> environment, Path folder) {
        var merged = new LinkedHashMap<>(read(folder.resolve(".env")));
        environment.forEach((name, value) -> {
            if (!value.isEmpty() || !merged.containsKey(name)) {
                merged.put(name, value);
            }
        });
        return merged;
    }

    private static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            if (Files.size(file) > MOST) {
                throw new PhantomException(Code.FILE_UNREADABLE, ".env is larger than a megabyte");
            }
            var found = new LinkedHashMap<String, String>();
            for (var line : Files.readAllLines(file)) {
                var match = LINE.matcher(line);
                if (match.matches()) {
                    found.put(match.group(1), value(match.group(2)));
                }
            }
            return found;
        } catch (MalformedInputException e) {
            throw new PhantomException(Code.FILE_UNREADABLE, ".env is not UTF-8 text");
        } catch (IOException e) {
            throw new PhantomException(Code.FILE_UNREADABLE, ".env cannot be read: " + e.getMessage());
        }
    }

    private static String value(String raw) {
        var quoted = QUOTED.matcher(raw);
        if (quoted.matches()) {
            return quoted.group(2);
        }
        var comment = raw.indexOf(" #");
        return comment < 0 ? raw : raw.substring(0, comment).strip();
    }
}
