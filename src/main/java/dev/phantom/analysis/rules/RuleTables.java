package dev.phantom.analysis.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The files that the rules come with: what signs weigh, and what clauses say.
final class RuleTables {
    private RuleTables() {}

    /// Its lines without those that begin with `#`.
    static List<String> lines(String name) {
        try (var in = Objects.requireNonNull(RuleTables.class.getResourceAsStream(name), name);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
