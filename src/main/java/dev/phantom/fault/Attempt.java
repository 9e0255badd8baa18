package dev.phantom.fault;

import java.util.function.Function;
import java.util.function.Supplier;

/// Work that may fail without taking anything else with it.
public final class Attempt {

    private Attempt() {}

    /// @param instead what stands for the result when the work failed, a fault of ours included
    public static <T> T of(Supplier<T> work, Function<Diagnostic, T> instead) {
        try {
            return work.get();
        } catch (PhantomException e) {
            return instead.apply(e.diagnostic());
        } catch (RuntimeException | StackOverflowError e) {
            return instead.apply(Diagnostic.unexpected(e));
        }
    }
}
