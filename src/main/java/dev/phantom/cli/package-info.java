/// The door: commands, printers, wiring and exit codes. The only room that constructs an edge.
@NullMarked
package dev.phantom.cli;

import org.jspecify.annotations.NullMarked;
