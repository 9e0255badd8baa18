/// The verdict benchmark: labels, what was answered, and the scores. It plays nothing itself.
@NullMarked
package dev.phantom.eval;

import org.jspecify.annotations.NullMarked;
