/// The edits that bring a property of a template to a value: at its origin, in a parameter file, or in place.
@NullMarked
package dev.phantom.iac.cloudformation.edit;

import org.jspecify.annotations.NullMarked;
