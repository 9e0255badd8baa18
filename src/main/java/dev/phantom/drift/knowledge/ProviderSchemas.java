package dev.phantom.drift.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The schemas of the Terraform providers that come with Phantom, by resource type: a line for each. The table is read
/// when the first type is asked for, a type's line when that type is. Safe for use by several threads.
public final class ProviderSchemas {

    private final Supplier<InputStream> table;
    private final Map<String, ProviderSchema> read = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, String> lines;

    public ProviderSchemas(Supplier<InputStream> table) {
        this.table = table;
    }

    /// [ProviderSchema#UNKNOWN] for a type that the table does not have.
    public ProviderSchema of(String type) {
        return read.computeIfAbsent(type, t -> {
            var line = lines().get(t);
            return line == null ? ProviderSchema.UNKNOWN : ProviderSchema.of(line);
        });
    }

    private Map<String, String> lines() {
        var known = lines;
        if (known == null) {
            var found = new HashMap<String, String>();
            text().lines().filter(line -> !line.startsWith("#")).forEach(line -> found.put(type(line), line));
            known = found;
            lines = known;
        }
        return known;
    }

    private static String type(String line) {
        int end = line.indexOf('\t');
        return end < 0 ? line : line.substring(0, end);
    }

    private String text() {
        try (var in = table.get()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
