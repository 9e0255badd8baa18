package dev.phantom.drift.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The last resort on the order of a list: the ending of its name (`setlike.yaml`).
final class SetlikeNames {

    private static final String TABLE = "setlike.yaml";

    private SetlikeNames() {}

    static Set<String> embedded() {
        try (InputStream in = Objects.requireNonNull(SetlikeNames.class.getResourceAsStream(TABLE), TABLE)) {
            var document = new Load(LoadSettings.builder().setLabel(TABLE).build()).loadFromInputStream(in);
            var names = new HashSet<String>();
            if (document instanceof Map<?, ?> map && map.get("setlike") instanceof List<?> list) {
                list.forEach(name -> names.add(String.valueOf(name)));
            }
            return Set.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
