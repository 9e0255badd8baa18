/// What is known of resource types, as one value: AWS's schemas, the facts kept beside them, and the names of lists
/// whose order means nothing.
@NullMarked
package dev.phantom.drift.knowledge;

import org.jspecify.annotations.NullMarked;
