/// The states of a stack: safe (repository), deployed, live, baseline; and the ports they are read through.
@NullMarked
package dev.phantom.stack;

import org.jspecify.annotations.NullMarked;
