package dev.phantom.stack;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cloud Control on one resource, whether a stack has it or not. It patches what its read handler gives: a value that
/// is never read back is lost, unless the patch brings it.
public interface ResourceUpdates {

    /// One top-level property, whole.
    ///
    /// @param before as it was read; null where it was absent
    record Step(String property, @Nullable Value before, Value after) {}

    /// @param identifier primary identifier, its parts joined by `|`
    /// @param token      makes the same request twice one
    record Request(StackId stack, String type, String identifier, List<Step> steps, String token) {
        public Request {
            steps = List.copyOf(steps);
        }
    }

    /// What its read handler gives now.
    ///
    /// @throws dev.phantom.fault.PhantomException AWS_FAILED, AWS_CREDENTIALS, AWS_THROTTLED
    MapValue read(StackId stack, String type, String identifier);

    /// Tests that each property still is as it was read, replaces it, and waits until the handler is done.
    ///
    /// @param progress one line of text per step, for people
    /// @throws dev.phantom.fault.PhantomException AWS_STACK_BUSY where another operation works on the resource,
    ///                                            AWS_FAILED with the handler's words where it does not succeed
    void update(Request request, Progress progress);
}
