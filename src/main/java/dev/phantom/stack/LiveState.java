package dev.phantom.stack;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What really runs.
///
/// @param scanId     ARN of the resource scan, or empty
/// @param source     as a whole; MIXED where some resources came by another way
/// @param capturedAt null if the file does not say
/// @param unmanaged  resources a scan found beside the stack, related to it and managed by no stack
/// @param gaps       what is not known of those, in words for people
public record LiveState(
        StackId id,
        String scanId,
        Source source,
        @Nullable Instant capturedAt,
        List<LiveResource> resources,
        List<LiveResource> unmanaged,
        List<String> gaps) {

    public enum Source {
        IAC_GENERATOR,
        CLOUD_CONTROL,
        MIXED,
        FILE
    }

    public LiveState {
        resources = List.copyOf(resources);
        unmanaged = List.copyOf(unmanaged);
        gaps = List.copyOf(gaps);
    }

    public LiveState(
            StackId id,
            String scanId,
            Source source,
            @Nullable Instant capturedAt,
            List<LiveResource> resources,
            List<LiveResource> unmanaged) {
        this(id, scanId, source, capturedAt, resources, unmanaged, List.of());
    }

    /// The same with what a scan shows beside the stack.
    public LiveState beside(String scan, List<LiveResource> others, List<String> lacking) {
        return new LiveState(id, scan, source, capturedAt, resources, others, lacking);
    }
}
