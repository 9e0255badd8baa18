/// Edits of the repository that carry out a verdict, and the gate that proves them.
@NullMarked
package dev.phantom.patch;

import org.jspecify.annotations.NullMarked;
