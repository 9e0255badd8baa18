/// Works out what a template says: parameters, conditions, mappings, references; and where each value comes from.
@NullMarked
package dev.phantom.iac.cloudformation.evaluate;

import org.jspecify.annotations.NullMarked;
