/// Controls as data: "this property should be so", an entry of YAML each, with its source and its examples.
@NullMarked
package dev.phantom.severity.control;

import org.jspecify.annotations.NullMarked;
