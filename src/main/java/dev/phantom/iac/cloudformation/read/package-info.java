/// From text to values: YAML and JSON, each node with its place; parameter files too. Knows nothing of what functions
/// give.
@NullMarked
package dev.phantom.iac.cloudformation.read;

import org.jspecify.annotations.NullMarked;
