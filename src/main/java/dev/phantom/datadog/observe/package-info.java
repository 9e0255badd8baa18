/// `phantom observe`: what Datadog saw of a service, as text.
@NullMarked
package dev.phantom.datadog.observe;

import org.jspecify.annotations.NullMarked;
