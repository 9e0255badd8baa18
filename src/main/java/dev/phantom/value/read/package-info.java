/// Reads JSON and YAML text into values, and into nodes that know where they stand.
@NullMarked
package dev.phantom.value.read;

import org.jspecify.annotations.NullMarked;
