/// The one issue that lists the drifts of stacks in mode `issue`.
@NullMarked
package dev.phantom.pullrequest.digest;

import org.jspecify.annotations.NullMarked;
