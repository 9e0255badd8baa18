/// What `phantom init` finds: templates of a folder, the stacks that were deployed from them, and the configuration
/// that says so.
@NullMarked
package dev.phantom.cli.init;

import org.jspecify.annotations.NullMarked;
