/// The analyst that needs no key: a small decision table for each family of changes, over the evidence of a case.
@NullMarked
package dev.phantom.analysis.rules;

import org.jspecify.annotations.NullMarked;
