package dev.phantom.sandbox.aws.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.sandbox.aws.deploy.Deployment.Declared;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What drift-aware change sets leave alone, after AWS's documentation: the table `drift-aware.json`, and what the
/// schema says of a type.
public final class DriftAware {

    private static final JsonNode TABLE = load();

    private final TypeCatalog catalog;

    public DriftAware(TypeCatalog catalog) {
        this.catalog = catalog;
    }

    Optional<TypeFacts> facts(String type) {
        return catalog.find(type);
    }

    /// Whether AWS can read resources of this type at all and compares them with what runs.
    boolean supports(String type) {
        return facts(type).filter(TypeFacts::hasReadHandler).isPresent()
                && TABLE.path("excluded")
                        .valueStream()
                        .noneMatch(t -> t.asText().equals(type));
    }

    /// Whether drift detection looks at a type; nested stacks are asked for themselves.
    public boolean detects(String type) {
        return facts(type).filter(TypeFacts::hasReadHandler).isPresent() && !type.equals("AWS::CloudFormation::Stack");
    }

    boolean writeOnly(String type, PropertyPath path) {
        return facts(type).filter(f -> f.isWriteOnly(path)).isPresent();
    }

    boolean createOnly(String type, PropertyPath path) {
        return facts(type).filter(f -> f.isCreateOnly(path)).isPresent();
    }

    boolean readOnly(String type, PropertyPath path) {
        return facts(type).filter(f -> f.isReadOnly(path)).isPresent();
    }

    /// What a template declares and a service tells again.
    MapValue seen(Declared resource) {
        return seen(resource.type(), PropertyPath.ROOT, resource.properties()) instanceof MapValue map
                ? map
                : MapValue.EMPTY;
    }

    /// Places that a template declares and no service ever tells.
    List<PropertyPath> unseen(Declared resource) {
        return facts(resource.type())
                .map(f -> f.traits().getOrDefault(Trait.WRITE_ONLY, List.of()))
                .orElse(List.of())
                .stream()
                .filter(p -> Trees.at(resource.properties(), p).isPresent())
                .toList();
    }

    boolean unseen(String type, Difference d) {
        return writeOnly(type, d.path())
                || d.declared()
                        .or(d::actual)
                        .filter(v -> seen(type, d.path(), v) == null)
                        .isPresent();
    }

    /// Null if nothing of the value is told.
    private @Nullable Value seen(String type, PropertyPath path, Value value) {
        if (!path.isRoot() && writeOnly(type, path)) {
            return null;
        }
        if (!(value.settled() instanceof MapValue map) || map.entries().isEmpty()) {
            return value;
        }
        var entries = new LinkedHashMap<String, Value>();
        map.entries().forEach((k, v) -> {
            var inner = seen(type, path.child(k), v);
            if (inner != null) {
                entries.put(k, inner);
            }
        });
        return entries.isEmpty() ? null : new MapValue(entries);
    }

    /// Whether an AWS service moves this property by itself.
    boolean managed(Declared resource, Deployment stack, PropertyPath path) {
        return TABLE.path("managed")
                .valueStream()
                .filter(m -> m.path("type").asText().equals(resource.type()))
                .filter(m -> path.startsWith(PropertyPath.parse(m.path("path").asText())))
                .anyMatch(m -> stackHas(m.path("by").asText(), stack)
                        && isOn(m.path("on").asText(), resource));
    }

    private static boolean stackHas(String type, Deployment stack) {
        return type.isEmpty()
                || stack.resources().values().stream().anyMatch(r -> r.type().equals(type));
    }

    private static boolean isOn(String path, Declared resource) {
        return path.isEmpty()
                || Trees.at(resource.properties(), PropertyPath.parse(path))
                        .map(DriftAware::text)
                        .orElse("true")
                        .equals("true");
    }

    private static String text(Value value) {
        return value instanceof Scalar s ? s.text() : "";
    }

    private static JsonNode load() {
        try (var in = DriftAware.class.getResourceAsStream("/dev/phantom/sandbox/aws/drift-aware.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
