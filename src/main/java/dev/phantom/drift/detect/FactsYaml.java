package dev.phantom.drift.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A small hand-kept table: a list of flat maps under one key.
final class FactsYaml {

    private FactsYaml() {}

    /// @param table file beside the schema table
    static List<Map<String, String>> rows(String table, String key) {
        var rows = new ArrayList<Map<String, String>>();
        for (var item : list(table, key)) {
            var row = new LinkedHashMap<String, String>();
            ((Map<?, ?>) item).forEach((name, value) -> row.put(String.valueOf(name), String.valueOf(value)));
            rows.add(row);
        }
        return rows;
    }

    /// A list of words.
    static List<String> words(String table, String key) {
        return list(table, key).stream().map(String::valueOf).toList();
    }

    private static List<?> list(String table, String key) {
        try (InputStream in = Objects.requireNonNull(
                FactsYaml.class.getResourceAsStream("/dev/phantom/drift/detect/" + table), table)) {
            var document = new Load(LoadSettings.builder().setLabel(table).build()).loadFromInputStream(in);
            return document instanceof Map<?, ?> map && map.get(key) instanceof List<?> list ? list : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
