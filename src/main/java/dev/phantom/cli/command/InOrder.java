package dev.phantom.cli.command;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/// Work on many things by all processors, whose results are handed on one after the other in the order of the things.
/// Only a few are underway at a time, so that memory does not grow with their number.
final class InOrder {

    private static final int AHEAD = 2;

    private InOrder() {}

    /// @param work on several threads
    /// @param sink on this one
    static <T, R> void each(List<T> things, Function<T, R> work, Consumer<R> sink) {
        int workers = Runtime.getRuntime().availableProcessors();
        try (var pool = Executors.newFixedThreadPool(Math.max(1, Math.min(workers, things.size())))) {
            var underway = new ArrayDeque<Future<R>>();
            for (var thing : things) {
                underway.add(pool.submit(() -> work.apply(thing)));
                if (underway.size() > workers * AHEAD) {
                    sink.accept(result(underway.remove()));
                }
            }
            while (!underway.isEmpty()) {
                sink.accept(result(underway.remove()));
            }
        }
    }

    private static <R> R result(Future<R> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException r -> throw r;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
