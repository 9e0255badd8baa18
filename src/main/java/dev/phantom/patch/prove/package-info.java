/// Holds a plan against everything that could speak against it. Plans nothing, so that no proof trusts what made the
/// patch.
@NullMarked
package dev.phantom.patch.prove;

import org.jspecify.annotations.NullMarked;
