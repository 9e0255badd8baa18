/// Arithmetic over a case: sizes, load on them, and what happened in which order. Rules and facts share it.
@NullMarked
package dev.phantom.analysis.measure;

import org.jspecify.annotations.NullMarked;
