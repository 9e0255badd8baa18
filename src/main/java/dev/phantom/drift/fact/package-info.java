/// What AWS's resource schemas do not say of a type: facts kept by hand, a line of YAML each, with its source.
@NullMarked
package dev.phantom.drift.fact;

import org.jspecify.annotations.NullMarked;
