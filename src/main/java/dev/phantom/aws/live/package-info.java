/// What really runs, read with the IaC Generator and, where that tells nothing, with Cloud Control.
@NullMarked
package dev.phantom.aws.live;

import org.jspecify.annotations.NullMarked;
