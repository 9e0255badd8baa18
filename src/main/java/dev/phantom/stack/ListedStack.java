package dev.phantom.stack;

import java.util.Map;

/// A stack as DescribeStacks lists it.
///
/// @param status     `UPDATE_COMPLETE`, …
/// @param parent     ARN of the stack that it is nested in; empty for a stack by itself
/// @param parameters as they were given, without those that CloudFormation masks (NoEcho)
/// @param tags       of the stack
public record ListedStack(
        StackId id, String status, String parent, Map<String, String> parameters, Map<String, String> tags) {

    public ListedStack {
        parameters = Map.copyOf(parameters);
        tags = Map.copyOf(tags);
    }
}
