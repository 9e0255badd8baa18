/// The case file of one drift, and the analysts that judge it.
@NullMarked
package dev.phantom.analysis;

import org.jspecify.annotations.NullMarked;
