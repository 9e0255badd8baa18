package dev.phantom.drift.terraform;

import dev.phantom.drift.Drift;
import dev.phantom.drift.terraform.TerraformType.Part;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The resources of one Terraform module in AWS's words: where several Terraform resources say the properties of one,
/// they are put together. Safe for use by several threads.
public final class TerraformResources {

    /// A resource as Terraform has it.
    public record Resource(String type, MapValue expected, MapValue actual) {}

    /// Of nothing.
    public static final TerraformResources NONE =
            new TerraformResources(new TerraformTypes(InputStream::nullInputStream), Map.of());

    private record Key(String type, String attribute, String value) {}

    private final TerraformTypes types;
    private final Map<String, Resource> resources;
    private final Map<Key, String> owners = new LinkedHashMap<>();
    private final Map<Key, List<String>> parts = new LinkedHashMap<>();
    private final Map<String, Set<String>> owning = new LinkedHashMap<>();

    /// @param resources by address
    public TerraformResources(TerraformTypes types, Map<String, Resource> resources) {
        this.types = types;
        this.resources = Map.copyOf(resources);
        resources.forEach((address, resource) -> type(resource)
                .flatMap(type -> key(type.part(), resource))
                .ifPresent(key -> {
                    parts.computeIfAbsent(key, k -> new ArrayList<>()).add(address);
                    owning.computeIfAbsent(key.type(), t -> new LinkedHashSet<>())
                            .add(key.attribute());
                }));
        resources.forEach((address, resource) -> partKeys(resource).forEach(key -> owners.putIfAbsent(key, address)));
    }

    /// By which the parts of a resource name it.
    private List<Key> partKeys(Resource resource) {
        return owning.getOrDefault(resource.type(), Set.of()).stream()
                .flatMap(attribute ->
                        text(resource, attribute).stream().map(value -> new Key(resource.type(), attribute, value)))
                .filter(parts::containsKey)
                .toList();
    }

    private Optional<TerraformType> type(Resource resource) {
        return types.of(resource.type(), resource.expected()).or(() -> types.of(resource.type(), resource.actual()));
    }

    private static Optional<Key> key(@Nullable Part part, Resource resource) {
        return part == null
                ? Optional.empty()
                : text(resource, part.key()).map(value -> new Key(part.owner(), part.attribute(), value));
    }

    private static Optional<String> text(Resource resource, String attribute) {
        Value value = resource.expected().get(attribute);
        if (value == null) {
            value = resource.actual().get(attribute);
        }
        return value instanceof Scalar s ? Optional.of(s.text()) : Optional.empty();
    }

    public boolean isEmpty() {
        return resources.isEmpty();
    }

    /// The AWS type of a resource; empty if it is not mapped.
    public Optional<String> awsType(String address) {
        return Optional.ofNullable(resources.get(address)).flatMap(this::type).map(TerraformType::awsType);
    }

    /// Whether a resource only says a part of another one of the module.
    public boolean isPart(String address) {
        return Optional.ofNullable(resources.get(address))
                .flatMap(resource -> type(resource).flatMap(type -> key(type.part(), resource)))
                .filter(owners::containsKey)
                .isPresent();
    }

    /// Resources of which others say a part, and whose names they share.
    public Collection<String> owners() {
        return owners.values();
    }

    /// A resource's properties as they are declared, its parts included; empty if its type is not mapped.
    public Optional<MapValue> expected(String address) {
        return properties(address, Resource::expected);
    }

    /// A resource's properties as they run, its parts included; empty if its type is not mapped.
    public Optional<MapValue> actual(String address) {
        return properties(address, Resource::actual);
    }

    private Optional<MapValue> properties(String address, Function<Resource, MapValue> side) {
        var resource = resources.get(address);
        return resource == null
                ? Optional.empty()
                : type(resource).map(type -> side(address, resource, type, side).properties());
    }

    /// A drift in AWS's words; empty if its type is not mapped.
    public Optional<TerraformView> view(Drift drift) {
        var resource = new Resource(drift.type(), drift.expected(), drift.actual());
        return types.aspect(drift.type(), drift.changes())
                .or(() -> type(resource))
                .map(type -> TerraformView.of(
                        drift,
                        type,
                        side(drift.logicalId(), resource, type, Resource::expected),
                        side(drift.logicalId(), resource, type, Resource::actual)));
    }

    private Side side(String address, Resource resource, TerraformType type, Function<Resource, MapValue> side) {
        var translation = new Translation();
        List<AttributeStep> steps = List.of();
        for (var each : group(address, resource, type)) {
            var one = each.equals(address) ? resource : resources.get(each);
            var meaning = each.equals(address)
                    ? Optional.of(type)
                    : Optional.ofNullable(one).flatMap(this::type);
            if (one != null && meaning.isPresent() && !side.apply(one).entries().isEmpty()) {
                var added = translation.add(each, meaning.get(), side.apply(one));
                steps = each.equals(address) ? added : steps;
            }
        }
        return new Side(translation.properties(), steps);
    }

    /// Those that together say the properties of one: the owner first.
    private List<String> group(String address, Resource resource, TerraformType type) {
        if (type.aspect() != null) {
            return List.of(address);
        }
        var key = key(type.part(), resource);
        var owner = key.map(owners::get).orElse(type.part() == null ? address : null);
        if (owner == null) {
            return List.of(address);
        }
        var group = new ArrayList<String>();
        group.add(owner);
        var whole = owner.equals(address) ? resource : resources.get(owner);
        if (whole != null) {
            partKeys(whole).forEach(each -> group.addAll(parts.getOrDefault(each, List.of())));
        }
        if (!group.contains(address)) {
            group.add(address);
        }
        return group;
    }
}
