/// A run as data: reports, figures and events, what a stage lost, and the ports to what is remembered between runs.
/// Knows
/// none of its chambers.
@NullMarked
package dev.phantom.run;

import org.jspecify.annotations.NullMarked;
