/// The walk over one stack: each stage with the type of its result, up to what is proposed.
@NullMarked
package dev.phantom.run.walk;

import org.jspecify.annotations.NullMarked;
