/// The severity rules, one small class each. Levels follow the severities of AWS Security Hub's controls where there is
/// one.
@NullMarked
package dev.phantom.severity.rules;

import org.jspecify.annotations.NullMarked;
