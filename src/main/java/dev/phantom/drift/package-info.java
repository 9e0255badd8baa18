/// The comparison of safe and live state, and what is known of resource types.
@NullMarked
package dev.phantom.drift;

import org.jspecify.annotations.NullMarked;
