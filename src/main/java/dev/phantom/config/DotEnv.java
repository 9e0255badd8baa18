package dev.phantom.config;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Secrets from the `.env` file of the current directory. The environment wins, and an address of another host is never
/// taken from a file.
public final class DotEnv {
    private DotEnv() {}

    private static final long MOST = 1 << 20;

    private static final Set<String> SECRETS = Set.of(
            "DD_API_KEY",
            "DD_APP_KEY",
            "DD_SITE",
            "ANTHROPIC_API_KEY",
            "GITHUB_TOKEN",
            "PHANTOM_GITHUB_APP_ID",
            "PHANTOM_GITHUB_APP_KEY_FILE",
            "PHANTOM_MASK_KEY");

    /// The environment, completed by the known secrets of the folder's `.env` if there is one.
    ///
    /// @throws PhantomException FILE_UNREADABLE
    public static Map<String, String> over(Map<String, String> environment, Path folder) {
        var result = new LinkedHashMap<String, String>();
        parse(text(folder.resolve(".env"))).forEach((name, value) -> {
            if (SECRETS.contains(name)) {
                result.put(name, value);
            }
        });
        environment.forEach((name, value) -> {
            if (!value.isBlank() || !result.containsKey(name)) {
                result.put(name, value);
            }
        });
        return Map.copyOf(result);
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try {
            if (Files.size(file) > MOST) {
                throw new PhantomException(Code.FILE_UNREADABLE, ".env is larger than 1 MB");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new PhantomException(new Diagnostic(Code.FILE_UNREADABLE, ".env is not valid UTF-8", "", ""), e);
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.FILE_UNREADABLE, ".env cannot be read: " + e.getMessage(), "", ""), e);
        }
    }

    /// `NAME=value` a line; `export ` before it, quotes around the value and comments are understood.
    static Map<String, String> parse(String text) {
        var result = new LinkedHashMap<String, String>();
        for (var raw : text.replace("\uFEFF", "").lines().toList()) {
            var line = raw.strip();
            if (line.startsWith("export ")) {
                line = line.substring("export ".length()).strip();
            }
            var equals = line.indexOf('=');
            if (line.startsWith("#") || equals < 1) {
                continue;
            }
            result.put(
                    line.substring(0, equals).strip(),
                    value(line.substring(equals + 1).strip()));
        }
        return result;
    }

    private static String value(String text) {
        if (text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"))) {
            var end = text.indexOf(text.charAt(0), 1);
            if (end > 0) {
                return text.substring(1, end);
            }
        }
        var comment = text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).strip();
    }
}
