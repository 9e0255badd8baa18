/// Evidence from Datadog: what alerted, what was measured, what was deployed around a change.
@NullMarked
package dev.phantom.datadog;

import org.jspecify.annotations.NullMarked;
