/// A drift with all that surrounds it: what rules, cost models and candidates are functions of.
@NullMarked
package dev.phantom.drift.subject;

import org.jspecify.annotations.NullMarked;
