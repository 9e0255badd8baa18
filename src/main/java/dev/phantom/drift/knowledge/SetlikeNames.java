package dev.phantom.drift.knowledge;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The last resort on the order of a list: the ending of its name (`setlike.yaml`). The file is read when the names are
/// first asked for. Safe for use by several threads.
public final class SetlikeNames {

    private static final String TABLE = "setlike.yaml";

    private final Supplier<InputStream> file;
    private volatile @Nullable Set<String> names;

    /// @param file opens the list
    public SetlikeNames(Supplier<InputStream> file) {
        this.file = file;
    }

    /// Endings of names whose plain lists mean sets, where schema and facts are silent.
    public Set<String> endings() {
        var known = names;
        if (known == null) {
            known = read();
            names = known;
        }
        return known;
    }

    private Set<String> read() {
        try (var in = file.get()) {
            var document = new Load(LoadSettings.builder().setLabel(TABLE).build()).loadFromInputStream(in);
            var read = new HashSet<String>();
            if (document instanceof Map<?, ?> map && map.get("setlike") instanceof List<?> list) {
                list.forEach(name -> read.add(String.valueOf(name)));
            }
            return Set.copyOf(read);
        } catch (IOException | YamlEngineException e) {
            throw new PhantomException(
                    Diagnostic.of(Code.INTERNAL_ERROR, "the list of set-like names is damaged: " + TABLE), e);
        }
    }
}
