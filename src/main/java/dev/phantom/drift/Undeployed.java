package dev.phantom.drift;

import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import org.jspecify.annotations.Nullable;

/// The repository says something else than CloudFormation was told: an undeployed commit, not drift.
public record Undeployed(
        String logicalId,
        String type,
        @Nullable PropertyPath path,
        String kind,
        @Nullable Value expected,
        @Nullable Value deployed) {}
