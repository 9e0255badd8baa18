package dev.phantom.drift.detect;

import dev.phantom.state.Baseline;
import dev.phantom.state.DeployedState;
import dev.phantom.state.LiveState;
import dev.phantom.state.SafeState;
import dev.phantom.state.StackId;

/// The four states of one stack.
///
/// @param id what is known of the stack's identity; its unknown parts are empty
public record States(StackId id, SafeState safe, DeployedState deployed, LiveState live, Baseline baseline) {}
