/// Folds AWS's resource schemas into the form of the type table.
@NullMarked
package dev.phantom.drift.schema;

import org.jspecify.annotations.NullMarked;
