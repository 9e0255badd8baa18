package dev.phantom.state;

/// One row of DescribeStackResources / ListStackResources.
///
/// @param status `UPDATE_COMPLETE`, …; empty if not known
public record StackResource(String logicalId, String physicalId, String type, String status) {}
