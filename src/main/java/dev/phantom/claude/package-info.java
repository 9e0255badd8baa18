/// The analyst that asks Claude, through Anthropic's own SDK.
@NullMarked
package dev.phantom.claude;

import org.jspecify.annotations.NullMarked;
