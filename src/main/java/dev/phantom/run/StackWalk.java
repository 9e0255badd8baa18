package dev.phantom.run;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The walk of one stack, as seen from outside: which stage it is in, and whether it failed there. One thread at a time
/// goes along it; each stack has its own.
public final class StackWalk implements StageRunner, AutoCloseable {

    private final RunEvents.StackScope events;
    private Stage stage = Stage.READ_SAFE;

    public StackWalk(RunEvents.StackScope events) {
        this.events = events;
    }

    /// A walk that nobody watches.
    public static StackWalk unwatched() {
        return new StackWalk(new Unwatched());
    }

    public RunEvents.StackScope events() {
        return events;
    }

    /// The one that was begun last.
    public Stage stage() {
        return stage;
    }

    @Override
    public <T> T in(Stage now, Stack stack, Function<RunEvents.StageScope, T> work) {
        stage = now;
        try (var scope = events.stage(now)) {
            try {
                return work.apply(scope);
            } catch (RuntimeException | StackOverflowError e) {
                scope.failed(diagnostic(e));
                throw e;
            }
        }
    }

    /// Empty where it failed; the failure is noted, and hides no other stack.
    public <T> Optional<T> attempt(Stack stack, List<RunReport.Failure> failures, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (RuntimeException | StackOverflowError e) {
            var why = diagnostic(e);
            events.failed(why);
            failures.add(new RunReport.Failure(stack.id().name(), stage.verb(), why));
            return Optional.empty();
        }
    }

    private static Diagnostic diagnostic(Throwable e) {
        return e instanceof PhantomException known ? known.diagnostic() : Diagnostic.unexpected(e);
    }

    @Override
    public void close() {
        events.close();
    }
}
