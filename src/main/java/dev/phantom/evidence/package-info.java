/// What was observed around the moment of a change.
@NullMarked
package dev.phantom.evidence;

import org.jspecify.annotations.NullMarked;
