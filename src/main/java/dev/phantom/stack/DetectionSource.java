package dev.phantom.stack;

import dev.phantom.fault.Gap;
import dev.phantom.value.PropertyPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// CloudFormation's own drift detection, asked about single resources of a stack. It compares what it was last told
/// with what runs, declared properties only, by code that is not ours.
public interface DetectionSource {

    /// @param differing by logical id: the properties that it says differ; empty for a resource that it says is in sync
    /// @param gaps      what it could not say of whom and why
    record Seen(Map<String, List<PropertyPath>> differing, List<Gap> gaps) {
        public Seen {
            differing = Collections.unmodifiableMap(new LinkedHashMap<>(differing));
            gaps = List.copyOf(gaps);
        }
    }

    /// Never throws for a refusal, a time-out or a type that it does not support: that is a gap.
    ///
    /// @param progress one line of text per step, for people
    Seen detect(StackId stack, List<StackResource> resources, Progress progress);
}
