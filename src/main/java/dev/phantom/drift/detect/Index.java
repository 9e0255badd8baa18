package dev.phantom.drift.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Resources by the keys they are looked up with.
record Index<T>(Map<String, List<ResourceIdentity<T>>> byKey) {

    Index {
        byKey = Collections.unmodifiableMap(new HashMap<>(byKey));
    }

    static <T> Index<T> of(Collection<ResourceIdentity<T>> all, Function<ResourceIdentity<T>, Set<String>> keys) {
        var byKey = new HashMap<String, List<ResourceIdentity<T>>>();
        for (var one : all) {
            keys.apply(one)
                    .forEach(key ->
                            byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(one));
        }
        return new Index<>(byKey);
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    List<ResourceIdentity<T>> at(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    /// The one under these keys that is lawful; null if there is none, or another.
    @Nullable
    ResourceIdentity<T> only(Set<String> keys, Predicate<ResourceIdentity<T>> law) {
        ResourceIdentity<T> found = null;
        for (var key : keys) {
            for (var one : at(key)) {
                if (one != found && law.test(one)) {
                    if (found != null) {
                        return null;
                    }
                    found = one;
                }
            }
        }
        return found;
    }
}
