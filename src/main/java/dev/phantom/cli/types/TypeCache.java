package dev.phantom.cli.types;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.schema.SchemaRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What DescribeType said, kept in the user's cache folder (XDG), a file for each type: a line that names form, date
/// and checksum, then the type's lines as in the table. AWS's word is about AWS, not about a repository, so it stands
/// in none.
///
/// A file that is damaged, half-written or of another form is passed over, and said. The answers of another endpoint
/// than AWS's stand apart.
public final class TypeCache {

    private static final String FORM = "phantom.types/v1";
    private static final String SOURCE = "DescribeType";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> folder;
    private final LocalDate today;
    private final Consumer<String> notices;

    private TypeCache(Optional<Path> folder, LocalDate today, Consumer<String> notices) {
        this.folder = folder;
        this.today = today;
        this.notices = notices;
    }

    /// @param environment XDG_CACHE_HOME or HOME; with neither nothing is kept
    public static TypeCache of(Map<String, String> environment, LocalDate today, Consumer<String> notices) {
        var endpoint = environment.getOrDefault(
                "AWS_ENDPOINT_URL_CLOUDFORMATION", environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        var world = endpoint.isBlank() ? "aws" : endpoint.strip().replaceAll("[^A-Za-z0-9.-]+", "_");
        var own = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        var home = environment.getOrDefault("HOME", "");
        var caches = own.isAbsolute()
                ? Optional.of(own)
                : Optional.of(home).filter(path -> !path.isBlank()).map(path -> Path.of(path, ".cache"));
        return new TypeCache(
                caches.map(path -> path.resolve("phantom").resolve("types").resolve(world)), today, notices);
    }

    /// The embedded table with what is kept.
    public TypeCatalog catalog() {
        return TypeCatalog.embedded().with(all());
    }

    private List<TypeFacts> all() {
        var found = new ArrayList<TypeFacts>();
        for (var file : files()) {
            try {
                var kept = read(Files.readString(file));
                if (!place(kept.type()).equals(Optional.of(file))) {
                    throw new IOException("it is about " + kept.type());
                }
                found.add(kept);
            } catch (IOException | DateTimeException e) {
                notices.accept("what AWS said of a type is passed over: " + file + ": " + e.getMessage()
                        + "; ask anew with `phantom types show TYPE --refresh`");
            }
        }
        return found;
    }

    private TreeSet<Path> files() {
        var files = new TreeSet<Path>();
        if (folder.isPresent() && Files.isDirectory(folder.get())) {
            try (var list = Files.newDirectoryStream(folder.get(), "*.jsonl")) {
                list.forEach(files::add);
            } catch (IOException | DirectoryIteratorException e) {
                notices.accept("what AWS said of types cannot be read: " + folder.get());
            }
        }
        return files;
    }

    private static TypeFacts read(String text) throws IOException {
        int end = text.indexOf('\n');
        var lines = text.substring(end + 1);
        try {
            var head = JSON.readTree(text.substring(0, Math.max(end, 0)));
            if (!head.path("form").asText().equals(FORM)) {
                throw new IOException("it is not of the form " + FORM);
            }
            if (!head.path("sha256").asText().equals(sha256(lines))) {
                throw new IOException("it is damaged or not whole");
            }
            return TypeCatalog.facts(
                    lines, SOURCE, LocalDate.parse(head.path("date").asText()));
        } catch (JsonProcessingException e) {
            throw new IOException("it is damaged or not whole", e);
        }
    }

    /// Keeps an answer of today; it becomes visible as a whole or not at all.
    public TypeFacts keep(SchemaRow row) {
        var head = JSON.createObjectNode()
                .put("form", FORM)
                .put("date", today.toString())
                .put("sha256", sha256(row.lines()));
        var file = place(row.type());
        if (file.isPresent()) {
            try {
                Files.createDirectories(file.get().getParent());
                var whole = Files.createTempFile(file.get().getParent(), "type", ".part");
                Files.writeString(whole, head + "\n" + row.lines());
                Files.move(whole, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                notices.accept("what AWS said of " + row.type() + " is not kept: " + file.get() + " cannot be written");
            }
        }
        return facts(row);
    }

    /// Where the answer about a type stands; empty where nothing can be kept.
    public Optional<Path> place(String type) {
        return folder.map(path -> path.resolve(type.replace("::", "-") + ".jsonl"));
    }

    private TypeFacts facts(SchemaRow row) {
        try {
            return TypeCatalog.facts(row.lines(), SOURCE, today);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
