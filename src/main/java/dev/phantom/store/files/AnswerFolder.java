package dev.phantom.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.schema.SchemaRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder of what DescribeType said, in the user's cache (XDG), a file for each type: a line that names form, date
/// and checksum, then the type's lines as in the table. Below it a folder for each region, with AWS's own types, and in
/// that one for each account, with those of others.
///
/// A file that is damaged, half-written or of another form is passed over, and said. The answers of another endpoint
/// than AWS's stand apart.
///
/// @param caches the user's; empty where nothing can be kept
/// @param world  whose answers these are, the name of a folder
record AnswerFolder(Optional<Path> caches, String world, Consumer<String> notices) {

    private static final String FORM = "phantom.types/v1";
    private static final String SOURCE = "DescribeType";
    private static final int DEPTH = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What was said of one type, and where it holds.
    record Answer(RegistryPlace place, TypeFacts facts) {}

    /// @param environment XDG_CACHE_HOME or HOME; with neither nothing is kept
    static AnswerFolder of(Map<String, String> environment, Consumer<String> notices) {
        var cache = UserCache.of(environment, "CLOUDFORMATION");
        return new AnswerFolder(cache.root(), cache.world(), notices);
    }

    private Optional<Path> root() {
        return caches.map(path -> path.resolve("phantom").resolve("types").resolve(world));
    }

    private OwnFile own(Path file) {
        return new OwnFile(caches.orElseThrow(), file);
    }

    /// Where an answer stands; empty where it cannot be kept.
    Optional<Path> file(RegistryPlace place, String type) {
        return root().flatMap(folder -> place.file(type).map(folder::resolve));
    }

    List<Answer> all() {
        var found = new ArrayList<Answer>();
        for (var file : files()) {
            try {
                var facts = read(own(file).text().orElseThrow(() -> new NoSuchFileException(file.toString())));
                var place = place(file);
                if (!file(place, facts.type()).equals(Optional.of(file))) {
                    throw new IOException("it is about " + facts.type());
                }
                found.add(new Answer(place, facts));
            } catch (IOException | DateTimeException e) {
                notices.accept("a cached type schema is ignored: " + file + ": " + e.getMessage()
                        + "; refresh it with `phantom types show TYPE --refresh`");
            }
        }
        return found;
    }

    /// That its path names.
    private RegistryPlace place(Path file) {
        var names = root().orElseThrow().relativize(file);
        return new RegistryPlace(
                names.getNameCount() == DEPTH ? names.getName(1).toString() : "",
                names.getName(0).toString());
    }

    private List<Path> files() {
        var root = root().orElse(null);
        if (root == null || !Files.isDirectory(root)) {
            return List.of();
        }
        try {
            own(root).wouldBeFolder();
            try (var tree = Files.walk(root, DEPTH)) {
                return tree.filter(file -> file.getFileName().toString().endsWith(".jsonl"))
                        .filter(file -> root.relativize(file).getNameCount() > 1)
                        .sorted()
                        .toList();
            }
        } catch (OwnFile.ForeignException e) {
            notices.accept("the cache of type schemas is not read" + OwnFile.reason(e));
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            notices.accept("the cache of type schemas cannot be read: " + root);
            return List.of();
        }
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
                throw new IOException("it is damaged or incomplete");
            }
            return TypeCatalog.facts(
                    lines, SOURCE, LocalDate.parse(head.path("date").asText()));
        } catch (JsonProcessingException e) {
            throw new IOException("it is damaged or incomplete", e);
        }
    }

    /// Keeps an answer; it becomes visible as a whole or not at all.
    Answer keep(RegistryPlace place, SchemaRow row, LocalDate today) {
        file(place, row.type()).ifPresent(file -> write(file, row, today));
        try {
            return new Answer(place.of(row.type()), TypeCatalog.facts(row.lines(), SOURCE, today));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Path file, SchemaRow row, LocalDate today) {
        var head = JSON.createObjectNode()
                .put("form", FORM)
                .put("date", today.toString())
                .put("sha256", sha256(row.lines()));
        try {
            own(file).write((head + "\n" + row.lines()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            notices.accept("the schema of " + row.type() + " is not cached: " + file + " cannot be written"
                    + OwnFile.reason(e));
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
