package dev.phantom.drift.detect;

import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;

/// The four states of one stack.
///
/// @param id what is known of the stack's identity; its unknown parts are empty
public record States(StackId id, SafeState safe, DeployedState deployed, LiveState live, Baseline baseline) {}
