/// The embedded world: loopback stand-ins for AWS, GitHub, Datadog and Claude, played from a scenario.
@NullMarked
package dev.phantom.sandbox;

import org.jspecify.annotations.NullMarked;
