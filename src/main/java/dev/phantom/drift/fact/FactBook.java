package dev.phantom.drift.fact;

import dev.phantom.drift.fact.Fact.SameThing;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The facts kept by hand beside the table of types: a YAML file per service (`AWS-RDS.yaml` beside `AWS-RDS.jsonl`),
/// and
/// `any.yaml` for what holds for every type. A file is read when one of its types is first asked for. Safe for use by
/// several
/// threads.
public final class FactBook {

    private static final String ANY = "any";

    private final Function<String, @Nullable InputStream> files;
    private final Map<String, Map<String, List<Fact>>> services = new ConcurrentHashMap<>();
    private final Map<String, KeptFacts> types = new ConcurrentHashMap<>();

    /// @param files opens a file by its name; null if there is none
    public FactBook(Function<String, @Nullable InputStream> files) {
        this.files = files;
    }

    /// What is kept of a type; of most there is nothing but what holds for every type.
    public KeptFacts of(String type) {
        var known = types.get(type);
        return known != null ? known : types.computeIfAbsent(type, this::read);
    }

    /// How the thing at a place may be named: as the place's own fact says, else as the root of the type says whose
    /// attribute
    /// may stand there.
    ///
    /// @param attributes of resources that the schema allows at the place, as `TypeNode.formats()` and `relations()`
    /// give
    ///                   them: `AWS::KMS::Key.Arn`, `AWS::KMS::Key#/properties/Arn`
    public Optional<SameThing> sameThing(FactNode place, Collection<String> attributes) {
        var own = place.find(SameThing.class);
        return own.isPresent()
                ? own.get().of().isEmpty() ? own : root(own.get().of())
                : attributes.stream()
                        .map(attribute -> attribute.split("[.#]", 2)[0])
                        .flatMap(type -> root(type).stream())
                        .findFirst();
    }

    private Optional<SameThing> root(String type) {
        return type.contains("::") ? of(type).root().find(SameThing.class) : Optional.empty();
    }

    private KeptFacts read(String type) {
        int end = type.lastIndexOf("::");
        var service = end < 0 ? type : type.substring(0, end).replace("::", "-");
        return KeptFacts.of(
                type,
                service(service).getOrDefault(type, List.of()),
                service(ANY).getOrDefault("*", List.of()));
    }

    private Map<String, List<Fact>> service(String name) {
        return services.computeIfAbsent(name, this::load);
    }

    private Map<String, List<Fact>> load(String name) {
        var file = name + ".yaml";
        try (var yaml = files.apply(file)) {
            return yaml == null ? Map.of() : FactReader.read(file, yaml);
        } catch (IOException | YamlEngineException e) {
            throw new PhantomException(Diagnostic.of(Code.INTERNAL_ERROR, "the type facts are damaged: " + file), e);
        }
    }
}
