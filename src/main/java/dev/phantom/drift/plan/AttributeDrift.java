package dev.phantom.drift.plan;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Witness;
import dev.phantom.drift.knowledge.ProviderSchema;
import dev.phantom.iac.Origin;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of one resource's differences is drift, and what is not and why.
///
/// @param changes declared ones, and undeclared ones, which the state confirms: it is what was there at the last apply
/// @param noise   what is shown as inventory
public record AttributeDrift(List<Change> changes, List<Noise> noise) {

    /// @param change as it would be drift
    /// @param reason in words
    public record Noise(Change change, String reason) {

        /// Whether it is none because the files say so, and not because of what it is.
        public boolean isIgnored() {
            return reason.equals(IGNORED);
        }
    }

    static final String COMPUTED = "only the provider sets it, no configuration can";
    public static final String IGNORED = "ignore_changes of its block names it";
    static final String LEFT = "the plan leaves it as it runs: the configuration says the same, or ignores it";

    private static final String TAGS = "tags";
    private static final String ALL_TAGS = "tags_all";

    public AttributeDrift {
        changes = List.copyOf(changes);
        noise = List.copyOf(noise);
    }

    /// One resource, with all that tells drift from noise.
    ///
    /// @param schema  of its type
    /// @param set     what its block sets
    /// @param wanted  what the configuration wants of it; null if the plan does not say
    /// @param files   what they say of the resource
    record Judged(
            PlannedResource resource,
            ProviderSchema schema,
            ConfiguredAttributes set,
            boolean defaultTags,
            @Nullable MapValue wanted,
            WrittenBlock files,
            JsonTexts texts) {

        AttributeDrift of() {
            var found = AttributeWalk.between(resource.earlier(), resource.later(), schema, texts);
            var changes = new ArrayList<Change>();
            var noise = new ArrayList<Noise>();
            for (var change : found) {
                if (isTold(change, found)) {
                    continue;
                }
                var told = change.with(circumstances(change));
                why(change)
                        .ifPresentOrElse(reason -> noise.add(new Noise(told, reason)), () -> changes.add(told));
            }
            return new AttributeDrift(changes, noise);
        }

        /// Every tag of `tags` stands in `tags_all` once more, together with those that the provider gives all
        /// resources.
        private static boolean isTold(Change change, List<Change> all) {
            var path = change.path();
            return path.segments().getFirst().equals(ALL_TAGS)
                    && all.stream()
                            .map(Change::path)
                            .anyMatch(other -> other.segments().getFirst().equals(TAGS)
                                    && tail(other).overlaps(tail(path)));
        }

        private static PropertyPath tail(PropertyPath path) {
            return new PropertyPath(path.segments().subList(1, path.segments().size()));
        }

        private Optional<String> why(Change change) {
            if (schema.isComputed(change.path())) {
                return Optional.of(COMPUTED);
            }
            if (files.ignores(change.path())) {
                return Optional.of(IGNORED);
            }
            var name = change.path().segments().getFirst();
            if (wanted != null && declared(change) && same(name, wanted, resource.later())) {
                return Optional.of(LEFT);
            }
            return Optional.empty();
        }

        private Circumstances circumstances(Change change) {
            var known = declared(change)
                    ? Circumstances.declared(
                            change instanceof Change.Add
                                    ? Origin.ABSENT
                                    : files.origin().apply(change.path()))
                    : Circumstances.undeclared().confirmedBy(Witness.BASELINE);
            return known.witness(Witness.DETECTION);
        }

        /// By what the block sets; where a `dynamic` block may have made it, by what the plan would put back, or by
        /// what no provider chooses by itself.
        private boolean declared(Change change) {
            var path = change.path();
            var name = path.segments().getFirst();
            if (set.sets(path) || files.set().sets(path) || name.equals(TAGS) || name.equals(ALL_TAGS) && defaultTags) {
                return true;
            }
            if (wanted != null && schema.known() && !schema.isComputed(path) && putBack(wanted, name)) {
                return true;
            }
            return schema.known()
                    && !schema.isChosen(path)
                    && !set.sets(PropertyPath.of(name))
                    && !Nothings.areBoth(null, resource.earlier().get(name));
        }

        private boolean putBack(MapValue want, String name) {
            return same(name, want, resource.earlier()) && !same(name, want, resource.later());
        }

        private boolean same(String name, MapValue one, MapValue other) {
            return AttributeWalk.between(only(name, one), only(name, other), schema, texts)
                    .isEmpty();
        }

        private static MapValue only(String name, MapValue attributes) {
            var value = attributes.get(name);
            return value == null ? MapValue.EMPTY : new MapValue(Map.of(name, value));
        }
    }
}
