/// How much a drift matters: rules that set the floor.
@NullMarked
package dev.phantom.severity;

import org.jspecify.annotations.NullMarked;
