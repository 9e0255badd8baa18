/// The only place that opens the edges: AWS, the code host, Datadog, Claude, the history.
@NullMarked
package dev.phantom.assembly;

import org.jspecify.annotations.NullMarked;
