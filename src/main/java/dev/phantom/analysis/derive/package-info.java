/// What code works out of a case, so that neither a person nor a model has to calculate: sentences with their figures.
@NullMarked
package dev.phantom.analysis.derive;

import org.jspecify.annotations.NullMarked;
