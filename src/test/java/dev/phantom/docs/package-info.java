/// Makes the pages of `docs/` that repeat what the code says.
@NullMarked
package dev.phantom.docs;

import org.jspecify.annotations.NullMarked;
