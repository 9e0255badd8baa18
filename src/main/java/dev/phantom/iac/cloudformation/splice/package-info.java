/// Edits of YAML and JSON text by the spans of its nodes: what is not edited stays, byte for byte.
@NullMarked
package dev.phantom.iac.cloudformation.splice;

import org.jspecify.annotations.NullMarked;
