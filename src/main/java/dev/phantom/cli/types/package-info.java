/// What `phantom types show` prints.
@NullMarked
package dev.phantom.cli.types;

import org.jspecify.annotations.NullMarked;
