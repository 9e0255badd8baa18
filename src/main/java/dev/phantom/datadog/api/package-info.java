/// Datadog's API through its official client. Wire types stay in here; records come out.
@NullMarked
package dev.phantom.datadog.api;

import org.jspecify.annotations.NullMarked;
