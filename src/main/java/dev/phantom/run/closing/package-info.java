/// A run over many stacks: who walks when, who gets in where a cap binds, and how the run ends.
@NullMarked
package dev.phantom.run.closing;

import org.jspecify.annotations.NullMarked;
