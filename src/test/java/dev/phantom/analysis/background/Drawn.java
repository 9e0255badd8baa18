package dev.phantom.analysis.background;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template in a test, and what is shown around a drift of one of its resources.
final class Drawn {
    private final Definition template;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, Given> given = new HashMap<>();
    private final Map<String, String> physicalIds = new HashMap<>();
    private @Nullable Definition above;

    Drawn(Format format, String file, String text) {
        this.template = format.read(file, text);
    }

    Drawn values(String file, String text) {
        files.put(file, text);
        given.putAll(template.format().values(file, text));
        return this;
    }

    Drawn given(String name, Given value) {
        given.put(name, value);
        return this;
    }

    Drawn below(Definition parent) {
        above = parent;
        return this;
    }

    Drawn named(String logicalId, String physicalId) {
        physicalIds.put(logicalId, physicalId);
        return this;
    }

    Architecture.Around of(String logicalId, String... properties) {
        return architecture().around(drift(logicalId, properties));
    }

    List<Excerpt> excerpts(String logicalId, String... properties) {
        return of(logicalId, properties).excerpts();
    }

    Architecture architecture() {
        var sources = new Architecture.Sources(template, files, given, above);
        return new Architecture(sources, physicalIds, declared(), secrets());
    }

    Definition template() {
        return template;
    }

    private Map<String, MapValue> declared() {
        var declared = new LinkedHashMap<String, MapValue>();
        template.resources().forEach((id, resource) -> declared.put(id, resource.properties()));
        return declared;
    }

    private Secrets secrets() {
        var learning = new SecretCollector();
        declared().values().forEach(learning::model);
        return learning.secrets();
    }

    Drift drift(String logicalId, String... properties) {
        var resource = template.resources().get(logicalId);
        var model = resource == null ? MapValue.EMPTY : resource.properties();
        var changes = Arrays.stream(properties)
                .map(PropertyPath::parse)
                .map(path -> (Change) new Change.NotEqual(
                        path,
                        path,
                        Value.plain("1"),
                        Value.plain("2"),
                        List.of(),
                        Circumstances.declared(Origin.ABSENT)))
                .toList();
        return Drift.unnamed(logicalId, "", "", Drift.Status.MODIFIED, changes, model, model);
    }
}
