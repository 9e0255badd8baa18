/// The comparison of a whole stack: who is whom, what differs, what could not be looked at.
@NullMarked
package dev.phantom.drift.detect;

import org.jspecify.annotations.NullMarked;
