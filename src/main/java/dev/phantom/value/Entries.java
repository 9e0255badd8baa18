package dev.phantom.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The entries of a [Value.MapValue], in their order. Immutable. Nearly all have few, which are looked through; there
/// are so many of them that a hash table each would cost more than all that is done with it.
final class Entries extends AbstractMap<String, Value> {

    private static final int FEW = 8;

    private final String[] keys;
    private final Value[] values;
    private final Map<String, Value> many;

    /// The same map if it is one that cannot change.
    static Map<String, Value> copyOf(Map<String, Value> entries) {
        return entries instanceof Entries ? entries : new Entries(entries);
    }

    private Entries(Map<String, Value> entries) {
        keys = new String[entries.size()];
        values = new Value[keys.length];
        int i = 0;
        for (var entry : entries.entrySet()) {
            keys[i] = entry.getKey();
            values[i] = entry.getValue();
            i++;
        }
        many = keys.length > FEW ? new HashMap<>(entries) : Map.of();
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        if (keys.length > FEW) {
            return many.get(key);
        }
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(keys[i], values[i]);
        }
    }

    @Override
    public Collection<Value> values() {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public Set<String> keySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                return Collections.unmodifiableList(Arrays.asList(keys)).iterator();
            }

            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public boolean contains(@Nullable Object key) {
                return containsKey(key);
            }
        };
    }

    @Override
    public Set<Entry<String, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Value>> iterator() {
                return new InOrder();
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }

    private final class InOrder implements Iterator<Entry<String, Value>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Entry<String, Value> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return Map.entry(keys[next], values[next++]);
        }
    }
}
