/// Templates as values with source positions: YAML and JSON in, evaluated properties out, every value's origin known.
@NullMarked
package dev.phantom.template;

import org.jspecify.annotations.NullMarked;
