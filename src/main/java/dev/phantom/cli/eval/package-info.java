/// Suites of the verdict benchmark on disk, and how one of their scenarios is played.
@NullMarked
package dev.phantom.cli.eval;

import org.jspecify.annotations.NullMarked;
