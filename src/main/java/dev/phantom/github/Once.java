package dev.phantom.github;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is asked for once, when it is needed first. An attempt that failed is made again.
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private @Nullable T value;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        var known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
