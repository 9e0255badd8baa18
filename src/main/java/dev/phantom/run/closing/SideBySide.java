package dev.phantom.run.closing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Does the same work on many things, a few at once; the results are in the order of the things, whichever was done
/// first.
///
/// @param atOnce how many, at least 1
public record SideBySide(int atOnce) {

    public SideBySide {
        if (atOnce < 1) {
            throw new IllegalArgumentException("at least one at a time, not " + atOnce);
        }
    }

    /// An interrupt of the caller ends all of the work.
    public <T, R> List<R> each(List<T> things, Function<T, R> work) {
        if (things.isEmpty()) {
            return List.of();
        }
        try (var threads = Executors.newFixedThreadPool(Math.min(atOnce, things.size()))) {
            var underway = new ArrayList<Future<R>>();
            things.forEach(thing -> underway.add(threads.submit(() -> work.apply(thing))));
            try {
                var done = new ArrayList<R>();
                for (var one : underway) {
                    done.add(one.get());
                }
                return done;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                threads.shutdownNow();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                threads.shutdownNow();
                switch (e.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }
}
