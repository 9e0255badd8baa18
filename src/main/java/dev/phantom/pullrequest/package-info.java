/// The life of a pull request on a code host.
@NullMarked
package dev.phantom.pullrequest;

import org.jspecify.annotations.NullMarked;
