package dev.phantom.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A resource file beside this class: cells between tabs; empty lines and lines that begin with `#` are skipped.
final class SecretTables {

    private SecretTables() {}

    static List<List<String>> rows(String name) {
        try (var in = Objects.requireNonNull(SecretTables.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
