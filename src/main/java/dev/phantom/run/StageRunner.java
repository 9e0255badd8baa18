package dev.phantom.run;

import dev.phantom.stack.Stack;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs a piece of work as a stage of one stack's walk, so that it is measured and a failure is named after it.
public interface StageRunner {

    <T> T in(Stage stage, Stack stack, Function<RunEvents.StageScope, T> work);

    default <T> T in(Stage stage, Stack stack, Supplier<T> work) {
        return in(stage, stack, scope -> work.get());
    }
}
