package dev.phantom.stack;

import java.util.Optional;

/// One row of DescribeStackResources / ListStackResources.
///
/// @param status `UPDATE_COMPLETE`, …; empty if not known
public record StackResource(String logicalId, String physicalId, String type, String status) {

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
