/// From a verdict to edits: the candidates at the place a value comes from, the choice of least surprise, the smallest
/// steps.
@NullMarked
package dev.phantom.patch.plan;

import org.jspecify.annotations.NullMarked;
