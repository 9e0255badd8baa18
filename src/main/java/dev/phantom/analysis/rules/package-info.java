/// The analyst that needs no key: an ordered list of small rules over the evidence of a case.
@NullMarked
package dev.phantom.analysis.rules;

import org.jspecify.annotations.NullMarked;
