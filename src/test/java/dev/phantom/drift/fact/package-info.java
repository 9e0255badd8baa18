@NullMarked
package dev.phantom.drift.fact;

import org.jspecify.annotations.NullMarked;
