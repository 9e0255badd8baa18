/// Values of properties, and the paths and edits that name places in them: what every room speaks of.
@NullMarked
package dev.phantom.value;

import org.jspecify.annotations.NullMarked;
