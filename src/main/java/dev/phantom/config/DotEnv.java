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
import java.util.function.Consumer;

/// Keys from the `.env` file of the current directory. The environment wins, and neither an address of a host nor the
/// key of masks is ever taken from a file.
public final class DotEnv {
    private DotEnv() {}

    public static final String FILE = ".env";

    private static final long MOST = 1 << 20;

    private static final Set<String> SECRETS = Set.of(
            "DD_API_KEY",
            "DD_APP_KEY",
            "ANTHROPIC_API_KEY",
            "GITHUB_TOKEN",
            "PHANTOM_GITHUB_APP_ID",
            "PHANTOM_GITHUB_APP_KEY_FILE",
            "PHANTOM_PAGERDUTY_ROUTING_KEY",
            "PHANTOM_WEBHOOK_SECRET",
            "PHANTOM_SMTP_USER",
            "PHANTOM_SMTP_PASSWORD");

    /// What decides where data goes or which program is run, or whether a secret can be guessed from its mask.
    private static final Set<String> REFUSED = Set.of(
            "DD_SITE",
            "DD_APP_URL",
            "PHANTOM_DATADOG_URL",
            "PHANTOM_GITHUB_URL",
            "ANTHROPIC_BASE_URL",
            "AWS_ENDPOINT_URL",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "DD_AGENT_HOST",
            "PHANTOM_SLACK_WEBHOOK_URL",
            "PHANTOM_TEAMS_WEBHOOK_URL",
            "PHANTOM_PAGERDUTY_URL",
            "PHANTOM_WEBHOOK_URL",
            "PHANTOM_SMTP_HOST",
            "PHANTOM_MAIL_FROM",
            "PHANTOM_MAIL_TO",
            "PHANTOM_REPORT_URL",
            "PHANTOM_TERRAFORM",
            "PHANTOM_MASK_KEY");

    /// The environment, completed by the known secrets of the folder's `.env` if there is one.
    ///
    /// @param notes takes a line for each name in it that is not for a file
    /// @throws PhantomException FILE_UNREADABLE
    public static Map<String, String> over(Map<String, String> environment, Path folder, Consumer<String> notes) {
        var result = new LinkedHashMap<String, String>();
        parse(text(folder.resolve(FILE))).forEach((name, value) -> {
            if (SECRETS.contains(name)) {
                result.put(name, value);
            } else if (REFUSED.contains(name)
                    && environment.getOrDefault(name, "").isBlank()) {
                notes.accept("note: " + name + " is not read from .env; set it in the environment");
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
