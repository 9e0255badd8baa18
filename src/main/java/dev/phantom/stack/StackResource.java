package dev.phantom.stack;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row of DescribeStackResources / ListStackResources.
///
/// @param status  `UPDATE_COMPLETE`, …; empty if not known
/// @param updated when a deployment last touched it; null if not known
public record StackResource(
        String logicalId,
        String physicalId,
        String type,
        String status,
        @Nullable Instant updated) {

    public StackResource(String logicalId, String physicalId, String type, String status) {
        this(logicalId, physicalId, type, status, null);
    }

    /// The type of a stack inside a stack.
    public static final String NESTED = "AWS::CloudFormation::Stack";

    public boolean isNested() {
        return type.equals(NESTED);
    }

    /// The stack that a nested stack's resource is: its physical id is that stack's ARN.
    public Optional<StackId> nested() {
        return isNested() ? StackId.ofArn(physicalId) : Optional.empty();
    }
}
