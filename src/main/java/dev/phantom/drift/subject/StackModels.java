package dev.phantom.drift.subject;

import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.Detection.Model;
import dev.phantom.drift.terraform.TerraformResources;
import dev.phantom.drift.terraform.TerraformTypes;
import dev.phantom.drift.terraform.TerraformView;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The resources of one stack, as they are declared and as they run, found by logical id or by whatever a property
/// calls them. Who refers to whom and what is called how is worked out when it is first asked for, once for the stack.
/// Safe for use by several threads.
public final class StackModels {

    public static final StackModels NONE = new StackModels(Map.of(), TerraformResources.NONE);

    private final Map<String, Model> told;
    private final TerraformResources terraform;
    private final Map<String, Optional<Model>> translated = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Model> all;
    private volatile @Nullable Map<String, String> physical;
    private volatile @Nullable Map<String, Set<String>> references;

    private StackModels(Map<String, Model> told, TerraformResources terraform) {
        this.told = told;
        this.terraform = terraform;
    }

    /// @param types what Terraform's types are in AWS: its resources are given in AWS's words
    public static StackModels of(Detection detection, TerraformTypes types) {
        Map<String, TerraformResources.Resource> told = new LinkedHashMap<>();
        detection.models().forEach((id, model) -> {
            if (TerraformTypes.isTerraform(model.live().type())) {
                told.put(
                        id,
                        new TerraformResources.Resource(
                                model.live().type(),
                                model.expected(),
                                model.live().properties()));
            }
        });
        return new StackModels(detection.models(), new TerraformResources(types, told));
    }

    /// Of nothing but the drift itself.
    public static StackModels none(TerraformTypes types) {
        return new StackModels(Map.of(), new TerraformResources(types, Map.of()));
    }

    private Optional<Model> model(String logicalId) {
        var model = told.get(logicalId);
        if (model == null || !TerraformTypes.isTerraform(model.live().type())) {
            return Optional.ofNullable(model);
        }
        return translated.computeIfAbsent(logicalId, id -> Optional.of(translated(id, model)));
    }

    private Model translated(String id, Model model) {
        return terraform
                .awsType(id)
                .map(type -> new Model(
                        terraform.expected(id).orElse(MapValue.EMPTY),
                        model.live().described(type, terraform.actual(id).orElse(MapValue.EMPTY))))
                .orElse(model);
    }

    /// A drift in AWS's words; empty if it is told in them, or its type is not mapped.
    Optional<TerraformView> view(Drift drift) {
        return TerraformTypes.isTerraform(drift.type()) ? terraform.view(drift) : Optional.empty();
    }

    /// Of a template alone: what is declared is taken to be what will run.
    ///
    /// @param declared properties by logical id
    public static StackModels declared(Map<String, MapValue> declared) {
        var models = new LinkedHashMap<String, Model>();
        declared.forEach((id, properties) -> models.put(
                id,
                new Model(
                        properties,
                        new LiveResource(
                                id,
                                "",
                                "",
                                Map.of(),
                                properties,
                                LiveResource.Provenance.FILE,
                                LiveResource.Status.READ,
                                ""))));
        return new StackModels(Collections.unmodifiableMap(models), TerraformResources.NONE);
    }

    /// Both sides of every resource that has a live partner, by logical id; a resource that only says a part of another
    /// is in that one.
    public Map<String, Model> all() {
        var known = all;
        if (known == null) {
            known = terraform.isEmpty() ? told : translated();
            all = known;
        }
        return known;
    }

    private Map<String, Model> translated() {
        var models = new LinkedHashMap<String, Model>();
        told.keySet().stream()
                .filter(id -> !terraform.isPart(id))
                .forEach(id -> model(id).ifPresent(model -> models.put(id, model)));
        return Collections.unmodifiableMap(models);
    }

    /// A resource as it is declared.
    public Optional<MapValue> declared(String logicalId) {
        return model(logicalId).map(Model::expected);
    }

    /// A resource as it runs.
    public Optional<MapValue> live(String logicalId) {
        return model(logicalId).map(model -> model.live().properties());
    }

    /// The running resource that a property refers to.
    ///
    /// @param reference a physical id, an ARN that ends in one, or `Ref` or `Fn::GetAtt` of a logical id
    public Optional<MapValue> live(Value reference) {
        return switch (reference) {
            case Reference r -> live(r.logicalId());
            case Intrinsic i
            when i.argument() instanceof Scalar s -> live(s.text().replaceFirst("\\..*", ""));
            case Intrinsic i
            when i.argument() instanceof ListValue list && !list.items().isEmpty() ->
                live(list.items().getFirst());
            case Intrinsic i -> Optional.empty();
            case Scalar s -> named(s.text());
            case ListValue l -> Optional.empty();
            case MapValue m -> Optional.empty();
            case Value.Unknown u -> Optional.empty();
            case Value.Sensitive s -> Optional.empty();
        };
    }

    private Optional<MapValue> named(String text) {
        var names = physical();
        var tail = text.substring(text.lastIndexOf('/') + 1);
        return Optional.ofNullable(names.get(text))
                .or(() -> Optional.ofNullable(names.get(tail)))
                .flatMap(this::live)
                .or(() -> live(text));
    }

    /// Logical ids of those whose declared properties refer to a resource.
    public Set<String> referencing(String logicalId) {
        var known = references;
        if (known == null) {
            known = whoRefersToWhom();
            references = known;
        }
        return known.getOrDefault(logicalId, Set.of());
    }

    private Map<String, String> physical() {
        var known = physical;
        if (known == null) {
            var names = new HashMap<String, String>();
            told.forEach((logicalId, model) -> call(names, logicalId, model));
            // what only says a part of a resource goes by the name of the whole
            terraform.owners().forEach(id -> Optional.ofNullable(told.get(id)).ifPresent(m -> call(names, id, m)));
            names.remove("");
            known = names;
            physical = known;
        }
        return known;
    }

    private static void call(Map<String, String> names, String logicalId, Model model) {
        model.live().identifier().values().forEach(id -> names.put(id, logicalId));
        names.put(model.live().physicalId(), logicalId);
    }

    private Map<String, Set<String>> whoRefersToWhom() {
        var all = new HashMap<String, Set<String>>();
        told.forEach((logicalId, model) -> collect(logicalId, model.expected(), all));
        all.replaceAll((id, by) -> Collections.unmodifiableSet(by));
        return all;
    }

    private static void collect(String from, Value value, Map<String, Set<String>> all) {
        switch (value) {
            case Reference r ->
                all.computeIfAbsent(r.logicalId(), id -> new TreeSet<>()).add(from);
            case MapValue map -> map.entries().values().forEach(v -> collect(from, v, all));
            case ListValue list -> list.items().forEach(v -> collect(from, v, all));
            case Intrinsic i -> collect(from, i.argument(), all);
            case Scalar s -> {}
            case Value.Unknown u -> {}
            case Value.Sensitive s -> {}
        }
    }
}
