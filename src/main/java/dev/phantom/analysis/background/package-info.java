/// What surrounds a drift beside its evidence: source text, history, who did what else, what follows.
@NullMarked
package dev.phantom.analysis.background;

import org.jspecify.annotations.NullMarked;
