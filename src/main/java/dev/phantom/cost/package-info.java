/// What a drift costs a month, computed from price tables, never guessed.
@NullMarked
package dev.phantom.cost;

import org.jspecify.annotations.NullMarked;
